import { redirect } from 'react-router'
import { page, type Web } from '../../kit/page/page.ts'
import { shopPath } from '../../kit/page/shop-path.ts'
import type { Route } from './+types/payment-return.ts'

/** Where the bank sends the buyer back to: checks the result, then shows the purchase. */
export const loader = page(async ({ api, params, locale }: Web<Route.LoaderArgs>) => {
  const payment = await api.showPayment({ payment_id: params.payment_id })
  throw redirect(shopPath(`/purchases/${payment.purchase_id}`, locale))
})
