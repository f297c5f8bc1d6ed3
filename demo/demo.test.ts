import { beforeAll, describe, expect, test } from 'vitest'
import { demoStage, fillDemo, runDemo } from '#app/demo.ts'
import { logIns } from '#demo/index.ts'
import { orderStates } from '#orders/states.ts'
import { sql } from '#platform/db.ts'
import { checkInvariants } from '../test/invariants.ts'
import { type Market, openMarket } from '../test/market.ts'

const small = { products: 24, orders: 40, buyers: 20 }
const market = openMarket({ tree: false, frozen: false })

describe('a small demo market', () => {
  beforeAll(async () => {
    expect(await demoStage(market.db)).toBe('empty')
    await fillDemo(market.db, small)
  })

  test('stands in real time, and nothing is overdue, unsealed or out of balance', async () => {
    expect(Math.abs(market.db.clock.offsetMs)).toBeLessThan(5)
    expect(await rows(market, sql`select 1 from platform.unsealed`)).toEqual([])
    await checkInvariants(market.db, market.provider.record)
  })

  test('has orders in every state, closed for every reason that chance does not bring, and refunds done', async () => {
    const found = await rows<{ state: string; closed_cause: string | null }>(
      market,
      sql`select distinct state, closed_cause from orders.orders`,
    )
    expect(new Set(found.map(order => order.state))).toEqual(new Set(orderStates))
    expect(found.map(order => order.closed_cause)).toEqual(
      expect.arrayContaining(['unpaid', 'canceled_by_buyer', 'not_shipped']),
    )
    expect(await rows(market, sql`select distinct state from payments.refunds`)).toEqual([{ state: 'done' }])
  })

  test('shows the demo store every state, and the demo buyer most', async () => {
    const seller = await logIn(logIns.seller)
    const ofStore = await rows<{ state: string }>(
      market,
      sql`select distinct o.state from orders.orders o join accounts.memberships m on m.store_id = o.store_id
        join accounts.emails e on e.user_id = m.user_id where e.email = ${logIns.seller}`,
    )
    expect(new Set(ofStore.map(order => order.state))).toEqual(new Set(orderStates))
    expect((await seller.api.sellerToday({})).to_ship).toBeGreaterThan(3)
    const buyer = await logIn(logIns.buyer)
    const mine = (await buyer.api.listMyOrders({})).items
    expect(mine).toHaveLength(10)
    expect(new Set(mine.map(order => order.state))).toEqual(new Set(orderStates))
    expect((await (await logIn(logIns.operator)).api.me({})).user?.operator).toBe(true)
  })

  test('has payouts that wait for two operators', async () => {
    const [maker, approver] = [await logIn(logIns.operator), await logIn(logIns.secondOperator)]
    const { items } = await maker.api.listAllPayouts({ state: 'requested', scheme: 'sepa' })
    const { id } = await maker.api.createPayoutBatch({ payout_ids: items.map(each => each.id) })
    await approver.api.approvePayoutBatch({ batch_id: id })
  })

  test('E14v has applications, searches without results and orders that were not shipped in time', async () => {
    const { api } = await logIn(logIns.operator)
    const { items } = await api.showWorkDue({})
    const waiting = items.find(({ queue }) => queue === 'applications')!
    expect(waiting.late + waiting.today + waiting.later).toBe(3)
    const odd = (await api.listApplications({})).items.find(({ store }) => store === 'Atelier Perrot')!
    const { mismatches } = await api.reviewApplication({ application_id: odd.id })
    expect(mismatches).toEqual(['under_age', 'register_other_number'])
    expect((await api.listZeroResultSearches({})).items.length).toBeGreaterThan(3)
    const closed = await api.listAllOrders({ state: 'closed', limit: 100 })
    expect(closed.items.some(({ closed_cause }) => closed_cause === 'not_shipped')).toBe(true)
  })

  test('is not filled twice', async () => {
    expect(await demoStage(market.db)).toBe('open')
    await expect(runDemo(market.db, [])).rejects.toThrow('There are stores already')
  })

  async function logIn(email: string) {
    const stranger = market.as(null)
    await stranger.api.logIn({ email, password: logIns.password })
    return stranger
  }
})

describe('another one', () => {
  const twin = openMarket({ tree: false, frozen: false })

  test('of the same seed has the same stores, people and products, and the same orders with the same ends', async () => {
    await fillDemo(twin.db, small)
    expect(await outcome(twin)).toEqual(await outcome(market))
  })
})

describe('an interrupted one', () => {
  const broken = openMarket({ tree: false, frozen: false })

  test('differs from an empty and a filled one', async () => {
    const onProgress = () => {
      throw new Error('the process died here')
    }
    await expect(fillDemo(broken.db, { ...small, onProgress })).rejects.toThrow('the process died here')
    expect(await demoStage(broken.db)).toBe('half')
    await expect(runDemo(broken.db, [])).rejects.toThrow('npm run reset')
  })
})

const rows = async <T>(of: Market, query: ReturnType<typeof sql>): Promise<T[]> =>
  (await query.execute(of.db.read)).rows as T[]

/** Everything in a market that does not depend on when it was filled. */
const outcome = async (of: Market) => ({
  people: await rows(
    of,
    sql`select e.email, u.name, u.locale from accounts.users u join accounts.emails e on e.user_id = u.id order by 1`,
  ),
  products: await rows(
    of,
    sql`select s.name as store, p.title, p.description, p.state, p.processing_days, p.reserve_at, cardinality(p.pictures),
      (select json_agg(json_build_object('sku', v.sku, 'price', v.price_minor, 'on_hand', k.on_hand) order by v.sku)
        from catalog.variants v join catalog.stock k on k.store_id = v.store_id and k.variant_id = v.id
        where v.store_id = p.store_id and v.product_id = p.id) as variants
      from catalog.products p join sellers.stores s on s.store_id = p.store_id order by 1, 2`,
  ),
  orders: await rows(
    of,
    sql`select e.email, s.name as store, o.state, o.closed_cause, o.items_minor, o.shipping_minor, o.address,
      h.carrier, h.tracking_number, h.delivered_at is not null as delivered,
      (select json_agg(json_build_object('sku', l.sku, 'units', l.units) order by l.sku)
        from orders.lines l where l.store_id = o.store_id and l.order_id = o.id) as lines
      from orders.orders o join sellers.stores s on s.store_id = o.store_id join accounts.emails e on e.user_id = o.buyer_id
      left join orders.shipments h on h.store_id = o.store_id and h.order_id = o.id
      order by 1, 2, o.placed_at`,
  ),
})
