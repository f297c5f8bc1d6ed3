import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { HydratedRouter } from 'react-router/dom'
import { type Locale, Messages } from './kit/i18n.tsx'
import type { Area } from './messages/catalogs.ts'
import { loadCatalog } from './messages/client.ts'

// The document names the texts it was rendered with; changing the language or area loads a new document.
const { lang, dataset } = document.documentElement
const locale = lang as Locale
const catalog = await loadCatalog(locale, dataset.area as Area)

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <Messages locale={locale} catalog={catalog}>
        <HydratedRouter />
      </Messages>
    </StrictMode>,
  )
})
