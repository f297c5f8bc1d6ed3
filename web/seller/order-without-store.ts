import { redirect } from 'react-router'
import { page, type Web } from '../kit/page/page.ts'
import type { Route } from './+types/order-without-store.ts'

/** An order's address of before stores had theirs, as older mails have it; it would be taken for one of the storefront's. */
export const loader = page(async ({ params, url }: Web<Route.LoaderArgs>) => {
  throw redirect(`/seller?${new URLSearchParams({ to: `/orders/${params.id}${url.search}` })}`)
})
