import { useParams } from 'react-router'
import { useMaybeVisit } from './visit.ts'

/** A page of a store's seller center: `/seller/<store>/orders`. */
export const storePath = (store: string | undefined, path = ''): string => `/seller/${store}${path}`

/** `storePath` of the store in the page's address: every link of the seller center uses it. */
export function useStorePath(): (path?: string) => string {
  const { store } = useParams()
  return path => storePath(store, path)
}

/** What a call to the API from a page sends, so that it acts for the store in the page's address. */
export function useStoreHeader(): Readonly<Record<string, string>> {
  const viewer = useMaybeVisit()?.viewer
  return viewer?.kind === 'user' && viewer.storeId ? { 'fondaco-store': viewer.storeId } : {}
}
