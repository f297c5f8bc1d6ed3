import { z } from 'zod'
import { redeemCode } from '#accounts/index.ts'
import { BuyerOrderSchema, readOrder, withRefusedPayments } from '#api/order-view.ts'
import { LinkSecret, MailedCode, RequestSecret, sendCode } from '#auth/index.ts'
import { byLink, confirmReceipt, type OrderKey } from '#orders/index.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { command } from '#platform/command.ts'
import type { Db } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { storeOwned } from '#platform/json.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const refuse = refuser(orderRefusals)

/** Who has the link is not known to be the buyer: of the address they see the city and the country. */
const LinkedOrderSchema = BuyerOrderSchema.omit({ address: true })
  .extend({ destination: z.object({ city: z.string(), country: z.string() }) })
  .meta({ id: 'LinkedOrder' })

/** Orders that were placed without an account, opened by the link in a mail. */
export const shopLinkedOrders = {
  showLinkedOrder: route({
    method: 'GET',
    path: '/api/shop/orders/:order_id/linked',
    audience: 'public',
    summary: 'An order that was placed without an account, by the link of its mails',
    input: z.object({ order_id: storeOwned('ord'), link: LinkSecret }),
    example: { link: 'x' },
    output: LinkedOrderSchema,
    refusals: ['order.link_expired'],
    async handle({ db }, { order_id, link }) {
      const { found } = await openByLink(db, order_id, link)
      const { address, ...order } = await withRefusedPayments(db.read, found)
      return { ...order, destination: { city: address.city, country: address.country } }
    },
  }),

  sendReceiptCode: route({
    method: 'POST',
    path: '/api/shop/orders/:order_id/codes',
    audience: 'public',
    summary: 'Send the buyer of an order opened by link a code, by which they confirm that it has arrived',
    input: z.object({ order_id: storeOwned('ord'), link: LinkSecret }),
    example: { link: 'x' },
    output: z.object({
      request: z.string().describe('A secret of the caller, to be sent with the code when it is confirmed'),
    }),
    refusals: ['order.link_expired', 'account.code_too_soon', 'account.codes_used_up'],
    async handle({ db, call: { origin } }, { order_id, link }) {
      const { email, locale } = await openByLink(db, order_id, link)
      return { request: await sendCode(db, { email, locale, origin, purpose: 'receipt', again: null }) }
    },
  }),

  confirmLinkedReceipt: command({
    method: 'POST',
    path: '/api/shop/orders/:order_id/linked/confirm',
    audience: 'public',
    summary: 'Confirm receipt of an order opened by link, with a code mailed to its buyer',
    input: z.object({ order_id: storeOwned('ord'), link: LinkSecret, code: MailedCode, request: RequestSecret }),
    example: { link: 'x', code: '000000', request: 'x' },
    refusals: [
      'order.link_expired',
      'order.wrong_state',
      'account.wrong_code',
      'account.code_expired',
      'account.codes_used_up',
    ],
    async prepare({ db, call: { origin } }, { order_id, link, code, request }) {
      const { email, found } = await openByLink(db, order_id, link)
      await redeemCode(db, { email, code, request, origin })
      return found.buyerId
    },
    run: (tx, _ctx, { order_id }, buyerId) => confirmReceipt(tx, buyerId, order_id),
    audit: { none: 'a buyer’s act; it is a transition of the order' },
  }),
}

async function openByLink(db: Db, order: OrderKey, link: string) {
  const found = await readOrder(db.read, order.storeId, order.id)
  if (!found) throw refuse('order.link_expired')
  const purchase = { buyerId: found.buyerId, id: found.purchaseId }
  const { email, locale } = await byLink(db, purchase, { publicId: publicId('ord', order.storeId, order.id) }, link)
  return { found, email, locale }
}
