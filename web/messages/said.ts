import { createTranslator } from 'use-intl/core'
import type { Locale } from '../kit/i18n.tsx'
import type { Catalogs } from './catalogs.ts'
import { catalogOf } from './server.ts'

/**
 * What an action tells when it has done its work, in the reader's language: `said('fr', 'seller')('shipped')`. Server
 * only.
 */
export const textsOf = <A extends 'storefront' | 'seller' | 'ops' | 'join'>(locale: Locale, area: A) =>
  createTranslator({ locale, messages: catalogOf(locale, area) as Catalogs, namespace: `${area}.said` as `${A}.said` })
