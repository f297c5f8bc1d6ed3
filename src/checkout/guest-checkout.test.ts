import { expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { newId, publicId } from '#platform/ids.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { address, openMarket, type Person, refusalOf } from '../../test/market.ts'

const market = openMarket()

let guests = 0
const newEmail = () => `guest${guests++}@example.eu`

async function variantOf(): Promise<string> {
  return (await market.product(await market.store())).variantId
}

/** A stranger buys these variants without an account. */
async function buyAsGuest(
  email: string,
  variants: readonly string[],
  { method = 'card_ok', locale = 'en' as const } = {},
) {
  const guest = market.as(null)
  for (const variant_id of variants) await guest.api.addToCart({ variant_id })
  const cart = await guest.api.setDelivery({ address, contact: { email, locale } })
  const paid = await guest.api.placePurchase({ method, expected_total_minor: cart.total.amount_minor })
  await market.settle()
  return { guest, paid }
}

const mailsTo = async (email: string) =>
  (await (await market.person({ operator: true })).api.listMails({ to: email })).items
const codeTo = async (email: string) => {
  const mail = (await mailsTo(email)).find(({ text }) => /^\d{6}$/m.test(text))
  return /\b\d{6}\b/.exec(mail!.text)![0]
}
const linkOf = (url: URL) => url.searchParams.get('link')!
const linkIn = (text: string) => new URL(/https?:\/\/\S+\?link=\S+/.exec(text)![0])

/** Logs in, or signs up, by a code: the address is verified. */
async function enter(person: Person, email: string): Promise<void> {
  const { request } = await person.api.sendCode({ email, locale: 'en' })
  await market.settle()
  await person.api.confirmCode({ email, code: await codeTo(email), request })
}

const ordersOf = async (person: Person) => (await person.api.listMyOrders({})).items.map(order => order.id)

test('E2i a stranger buys with an e-mail and an address alone, and sees the order in this browser', async () => {
  const email = newEmail()
  const { guest, paid } = await buyAsGuest(email, [await variantOf(), await variantOf()])
  expect(paid.state).toBe('paid')
  const purchase = await guest.api.showPurchase({ purchase_id: paid.purchase_id })
  expect([purchase.orders.length, purchase.claimable_by]).toEqual([2, email])
  expect((await guest.api.showMyOrder({ order_id: paid.orders[0]! })).address.line1).toBe(address.line1)
  expect((await mailsTo(email))[0]!.subject).toContain('confirmed')
  await checkInvariants(market.db, market.provider.record)
})

test('E2i without an e-mail nothing is ordered; a wrong one is not taken', async () => {
  const guest = market.as(null)
  await guest.api.addToCart({ variant_id: await variantOf() })
  const { total } = await guest.api.setDelivery({ address })
  const place = () => guest.api.placePurchase({ method: 'card_ok', expected_total_minor: total.amount_minor })
  expect(await refusalOf(place())).toBe('checkout.no_email')
  const wrong = guest.api.setDelivery({ contact: { email: 'no address', locale: 'en' } })
  expect(await refusalOf(wrong)).toBe('request.invalid')
  await guest.api.setDelivery({ contact: { email: newEmail(), locale: 'en' } })
  expect((await place()).state).toBe('paid')
})

test('E2i an address that has an account is treated as any other one', async () => {
  const known = await market.person()
  const [withAccount, without] = [
    await buyAsGuest(known.email, [await variantOf()]),
    await buyAsGuest(newEmail(), [await variantOf()]),
  ]
  const shape = ({ paid }: typeof without) => ({ state: paid.state, orders: paid.orders.length })
  expect(shape(withAccount)).toEqual(shape(without))
  const purchases = await Promise.all(
    [withAccount, without].map(({ guest, paid }) => guest.api.showPurchase({ purchase_id: paid.purchase_id })),
  )
  expect(Object.keys(purchases[0]!)).toEqual(Object.keys(purchases[1]!))
})

test('E2i a refused card is paid by another one, by link from another browser', async () => {
  const email = newEmail()
  const { paid } = await buyAsGuest(email, [await variantOf()], { method: 'card_refused' })
  const link = linkOf(linkIn((await mailsTo(email))[0]!.text))
  const other = market.as(null)
  const shown = await other.api.showPurchase({ purchase_id: paid.purchase_id, link })
  expect([shown.due.amount_minor, shown.claimable_by]).toEqual([2_490, null])
  const again = await other.api.payPurchase({ purchase_id: paid.purchase_id, link, method: 'card_ok' })
  expect(again.state).toBe('paid')
})

test('E3d the link of an order opens it without street and name, and no other order', async () => {
  const email = newEmail()
  const { paid } = await buyAsGuest(email, [await variantOf()])
  const other = await buyAsGuest(newEmail(), [await variantOf()])
  const stranger = market.as(null)
  const url = linkIn((await mailsTo(email))[0]!.text)
  const purchase = await stranger.api.showPurchase({
    purchase_id: paid.purchase_id,
    link: linkOf(url),
  })
  const { id, link } = purchase.orders[0]!
  const order = await stranger.api.showLinkedOrder({ order_id: id, link: link! })
  expect(order.destination).toEqual({ city: 'Paris', country: 'FR' })
  for (const secret of [address.name, address.line1, email]) expect(JSON.stringify(order)).not.toContain(secret)
  const wrong = [
    () => stranger.api.showLinkedOrder({ order_id: other.paid.orders[0]!, link: link! }),
    () => stranger.api.showLinkedOrder({ order_id: id, link: linkOf(url)! }),
    () => stranger.api.showLinkedOrder({ order_id: id, link: `${link}x` }),
    () => stranger.api.showPurchase({ purchase_id: paid.purchase_id, link: link! }),
    () => stranger.api.showPurchase({ purchase_id: other.paid.purchase_id, link: linkOf(url) }),
    () => stranger.api.showLinkedOrder({ order_id: publicId('ord', newId(), newId()), link: link! }),
  ]
  for (const call of wrong) expect(await refusalOf(call())).toBe('order.link_expired')
  expect(await refusalOf(stranger.api.showMyOrder({ order_id: id }))).toBe('request.not_signed_in')
  expect(await refusalOf(other.guest.api.showMyOrder({ order_id: id }))).toBe('request.not_signed_in')
  const cancel = other.guest.api.cancelOrder({ order_id: id })
  expect(await refusalOf(cancel)).toBe('request.not_signed_in')
})

test('E3d a link ends after its time', async () => {
  const email = newEmail()
  const { paid } = await buyAsGuest(email, [await variantOf()])
  const link = linkOf(linkIn((await mailsTo(email))[0]!.text))
  const open = () => market.as(null).api.showPurchase({ purchase_id: paid.purchase_id, link })
  await market.pass({ hours: 24 * 179 })
  await open()
  await market.pass({ hours: 48 })
  expect(await refusalOf(open())).toBe('order.link_expired')
})

test('E3e by link alone no money is released: a code mailed to the buyer confirms receipt', async () => {
  const email = newEmail()
  const store = await market.store()
  const { variantId } = await market.product(store)
  const { paid } = await buyAsGuest(email, [variantId])
  await market.ship(store, paid.orders[0]!)
  const stranger = market.as(null)
  const { orders } = await stranger.api.showPurchase({
    purchase_id: paid.purchase_id,
    link: linkOf(linkIn((await mailsTo(email)).at(-1)!.text)),
  })
  const which = { order_id: paid.orders[0]!, link: orders[0]!.link! }
  expect(await refusalOf(stranger.api.confirmReceipt({ order_id: which.order_id }))).toBe('request.not_signed_in')
  const { request } = await stranger.api.sendReceiptCode(which)
  await market.settle()
  const code = await codeTo(email)
  const wrong = code === '000000' ? '000001' : '000000'
  expect(await refusalOf(stranger.api.confirmLinkedReceipt({ ...which, code: wrong, request }))).toBe(
    'account.wrong_code',
  )
  await stranger.api.confirmLinkedReceipt({ ...which, code, request })
  expect((await stranger.api.showLinkedOrder(which)).state).toBe('completed')
  await checkInvariants(market.db, market.provider.record)
})

test('E2j an account with the verified address has the orders of before; the links end, nobody else has them', async () => {
  const email = newEmail()
  const first = await buyAsGuest(email, [await variantOf()])
  const second = await buyAsGuest(email, [await variantOf()])
  const link = linkIn((await mailsTo(email))[0]!.text)
  const stranger = await market.person()
  expect(await ordersOf(stranger)).toEqual([])
  // the browser that ordered, logged in with another address, claims nothing
  await enter(first.guest, newEmail())
  expect(await ordersOf(first.guest)).toEqual([])

  const owner = market.as(null)
  await enter(owner, email)
  expect((await ordersOf(owner)).sort()).toEqual([...first.paid.orders, ...second.paid.orders].sort())
  expect((await owner.api.showMyOrder({ order_id: first.paid.orders[0]! })).address.line1).toBe(address.line1)
  expect((await owner.api.showPurchase({ purchase_id: second.paid.purchase_id })).claimable_by).toBe(null)
  const secret = linkOf(link)
  const opened = market.as(null).api.showPurchase({ purchase_id: second.paid.purchase_id, link: secret })
  expect(await refusalOf(opened)).toBe('order.link_expired')
  await checkInvariants(market.db, market.provider.record)
})

test('E2j of log-ins at the same time one claims the orders, and each sees them once', async () => {
  const email = newEmail()
  const bought = await Promise.all([variantOf(), variantOf()].map(async id => buyAsGuest(email, [await id])))
  const known = market.as(null)
  const password = 'four quiet words here'
  const asked = await known.api.signUp({ name: 'Guest', email, password, locale: 'en' })
  await market.settle()
  await known.api.confirmCode({ email, code: await codeTo(email), request: asked.request })
  const more = await Promise.all([variantOf(), variantOf()].map(async id => buyAsGuest(email, [await id])))
  const windows = Array.from({ length: 4 }, () => market.as(null))
  await Promise.all(windows.map(each => each.api.logIn({ email, password })))
  const all = [...bought, ...more].flatMap(({ paid }) => paid.orders).sort()
  for (const each of windows) expect((await ordersOf(each)).sort()).toEqual(all)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from orders.guest_purchases where email = ${email}
  `.execute(market.db.read)
  expect(rows[0]!.n).toBe(0)
  await checkInvariants(market.db, market.provider.record)
})

test('E2j a claimed order is confirmed, canceled and paid by the account', async () => {
  const email = newEmail()
  const store = await market.store()
  const { variantId } = await market.product(store)
  const shipped = await buyAsGuest(email, [variantId])
  await market.ship(store, shipped.paid.orders[0]!)
  const unpaid = await buyAsGuest(email, [variantId], { method: 'card_refused' })
  const dropped = await buyAsGuest(email, [variantId], { method: 'card_refused' })
  const owner = market.as(null)
  await enter(owner, email)
  await owner.api.confirmReceipt({ order_id: shipped.paid.orders[0]! })
  expect((await owner.api.payPurchase({ purchase_id: unpaid.paid.purchase_id, method: 'card_ok' })).state).toBe('paid')
  await owner.api.cancelOrder({ order_id: dropped.paid.orders[0]! })
  const states = (await owner.api.listMyOrders({})).items.map(order => order.state)
  expect(states.sort()).toEqual(['awaiting_shipment', 'closed', 'completed'])
  await checkInvariants(market.db, market.provider.record)
})
