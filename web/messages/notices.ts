import { createTranslator } from 'use-intl/core'
import type { Locale } from '../kit/i18n.tsx'
import en from './en/notices.ts'
import fr from './fr/notices.ts'

const texts = { en, fr } as Record<Locale, typeof en>

/**
 * The notice an action shows when it is done, in the reader's language: `textsOf('fr', 'seller')('shipped')`. Server
 * only.
 */
export const textsOf = <A extends keyof typeof en>(locale: Locale, area: A) =>
  createTranslator({ locale, messages: texts[locale], namespace: area })
