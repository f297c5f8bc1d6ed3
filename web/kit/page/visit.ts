import { useRouteLoaderData } from 'react-router'
import type { Theme, Viewer } from '#app/web-context.ts'
import type { Locale } from '../i18n.tsx'
import type { Flash } from './flash.ts'

/** What every page knows about the visit; the root's loader returns it. */
export type Visit = {
  viewer: Viewer
  /** Units in the cart. */
  cartUnits: number
  locale: Locale
  theme: Theme
  /** Whether optional data may be kept in the browser; null: not asked yet. */
  consent: string | null
  /** The platform's clock at the time of the response, ISO 8601. */
  now: string
  sandbox: boolean
  clockMoved: boolean
  formKey: string
  flash: Flash | null
}

/** The visit; undefined on an error page that was rendered before it was known. */
export const useMaybeVisit = (): Visit | undefined => useRouteLoaderData('root')

export function useVisit(): Visit {
  const visit = useMaybeVisit()
  if (!visit) throw new Error('a page asked for the visit before the root loader had answered')
  return visit
}
