import type { Api } from '#app/web-context.ts'

type Template = Awaited<ReturnType<Api['showTemplate']>>

/** The carriers a template is drawn up with: those of the store's country, and others that it has already. */
export async function carriersFor(api: Api, template: Pick<Template, 'zones'> | null) {
  const [{ items }, { country }] = await Promise.all([api.listCarriers({}), api.ownStore({})])
  const used = new Set(
    template?.zones.flatMap(zone => Object.values(zone.rates).flatMap(rate => Object.keys(rate?.carriers ?? {}))),
  )
  const isLocal = ({ countries }: (typeof items)[number]) => countries.length === 0 || countries.includes(country)
  return items.filter(carrier => used.has(carrier.code) || (carrier.code !== 'other' && isLocal(carrier)))
}
