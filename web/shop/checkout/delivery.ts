import type { Api, WebContext } from '#app/web-context.ts'

/** The visitor's country of delivery, and all countries of the market. */
export type Delivery = { country: string; countries: string[] }

/**
 * The country the visitor chose (`POST /prefs` keeps it in a cookie); the market's default when none was chosen or it
 * is no longer open.
 */
export async function deliveryOf(api: Api, { country: chosen = '' }: WebContext['cookies']): Promise<Delivery> {
  const { items, default_country } = await api.listMarkets({})
  const countries = items.filter(market => market.open).map(market => market.country)
  return { country: countries.includes(chosen) ? chosen : default_country, countries }
}
