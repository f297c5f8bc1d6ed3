import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import type { Command } from '../../kit/overlays/palette.tsx'

export type Hit = Awaited<ReturnType<Api['opsSearch']>>['items'][number]

/** The page of a search result. */
export const hitPath = ({ kind, id }: Hit): string => (kind === 'batch' ? `/ops/payouts/${id}` : `/ops/${kind}s/${id}`)

/** What the palette shows of the results. */
export function useCommandsOf() {
  const t = useTranslations('ops.search')
  const list = useTranslations('ops.products')
  return ({ items }: { items: readonly Hit[] }): Command[] =>
    items.map(hit => ({
      to: hitPath(hit),
      label: hit.title || list('untitled'),
      text: hit.text,
      group: t(`kinds.${hit.kind}`),
    }))
}
