import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import type { Command } from '../../kit/overlays/palette.tsx'
import { useStorePath } from '../../kit/page/store-path.ts'

export type Hit = Awaited<ReturnType<Api['searchStore']>>['items'][number]

/** Within the store's pages. */
export const hitPath = ({ kind, id }: Hit): string => `/${kind}s/${id}`

/** The results as destinations of the palette. */
export function useHits(): (loaded: { items: Hit[] }) => Command[] {
  const t = useTranslations('seller.search.kinds')
  const at = useStorePath()
  return ({ items }) =>
    items.map(hit => ({ to: at(hitPath(hit)), label: hit.title, group: t(hit.kind), text: hit.text }))
}
