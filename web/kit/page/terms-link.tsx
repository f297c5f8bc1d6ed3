import type { ReactNode } from 'react'
import type { Locale } from '../i18n.tsx'
import { shopPath } from './shop-path.ts'

/**
 * For `t.rich`: makes the marked words a link to the terms, in another tab so that nothing typed is lost. Outside the
 * storefront, so the link loads a document.
 */
export const toTerms = (page: 'terms' | 'seller-terms' | 'privacy', locale: Locale) => (words: ReactNode) => (
  <a href={shopPath(`/legal/${page}`, locale)} target="_blank" rel="noreferrer" className="underline">
    {words}
  </a>
)
