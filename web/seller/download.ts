import { page, type Web } from '../kit/page/page.ts'
import type { Route } from './+types/download.ts'
import { fileResponse } from './file-response.ts'

/** The lists as CSV. A link cannot name the store in a header, so it names it in its address. */
export const loader = page(async ({ api, params, url }: Web<Route.LoaderArgs>) => {
  const lists = {
    'orders.csv': api.exportStoreOrders,
    'movements.csv': api.exportMovements,
    'held.csv': api.exportHeldOrders,
    'payouts.csv': api.exportPayouts,
    'products.csv': api.exportStoreProducts,
  }
  const download = Object.hasOwn(lists, params.list) ? lists[params.list as keyof typeof lists] : null
  if (!download) throw new Response(null, { status: 404 })
  return fileResponse(await download(Object.fromEntries(url.searchParams)), 'text/csv; charset=utf-8')
})
