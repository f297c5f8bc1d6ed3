import { createTranslator } from 'use-intl/core'
import type { Locale } from '../kit/i18n.tsx'
import { catalogOf } from '../messages/server.ts'

/** What an action tells when it has done its work, in the reader's language: `said(locale)('shipped')`. Server only. */
export const said = (locale: Locale) =>
  createTranslator({ locale, messages: { seller: catalogOf(locale, 'seller').seller! }, namespace: 'seller.said' })
