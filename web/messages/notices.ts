import { createTranslator } from 'use-intl/core'
import type { Locale } from '../kit/i18n.tsx'
import type { Catalogs } from './catalogs.ts'
import { catalogOf } from './server.ts'

/**
 * The notices that actions show when they are done, in the reader's language: `textsOf('fr', 'seller')('shipped')`.
 * Server only.
 */
export const textsOf = <A extends 'storefront' | 'seller' | 'ops' | 'join'>(locale: Locale, area: A) =>
  createTranslator({
    locale,
    messages: catalogOf(locale, area) as Catalogs,
    namespace: `${area}.notices` as `${A}.notices`,
  })
