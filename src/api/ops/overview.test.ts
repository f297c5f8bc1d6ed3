import { expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { applicant, fillApplication } from '../../../test/applicant.ts'
import { openMarket, type Person } from '../../../test/market.ts'

const market = openMarket()

const dueFor = async (person: Person, queue: string) =>
  (await person.api.showWorkDue({})).items.find(each => each.queue === queue)

test('E14p what waits is counted as late, due today and later, with the oldest and when it is due', async () => {
  const operator = await market.person({ operator: true })
  await market.setClock('2027-03-01T09:00:00Z') // a Monday
  const nothing = { late: 0, today: 0, later: 0, oldest_at: null, next_due_at: null }
  expect(await dueFor(operator, 'applications')).toMatchObject(nothing)
  const person = await applicant(market)
  await fillApplication(person)
  await person.api.submitApplication({ application_id: person.application_id, self_certified: true })
  const oldest_at = expect.stringMatching('2027-03-01T09:00')
  const next_due_at = expect.stringMatching('2027-03-04T09:00')
  const found = { oldest_at, next_due_at }
  expect(await dueFor(operator, 'applications')).toMatchObject({ ...nothing, ...found, later: 1 })
  await market.pass({ hours: 66 })
  expect(await dueFor(operator, 'applications')).toMatchObject({ ...nothing, ...found, today: 1 })
  await market.pass({ hours: 7 })
  expect(await dueFor(operator, 'applications')).toMatchObject({ ...nothing, ...found, late: 1 })
})

test('E14p each operator sees what waits for their roles', async () => {
  const queuesOf = async (role: 'money' | 'support' | 'review') =>
    (await (await market.person({ operator: [role] })).api.showWorkDue({})).items.map(({ queue }) => queue)
  const failed = ['failed_deadlines', 'failed_events', 'failed_mails']
  expect(await queuesOf('support')).toEqual(failed)
  expect(await queuesOf('review')).toEqual([...failed, 'applications'])
  expect(await queuesOf('money')).toContain('payouts_requested')
})

test('E14q sales per day count paid orders with their shipping, in market time', async () => {
  const operator = await market.person({ operator: true })
  const store = await market.store()
  const { variantId } = await market.product(store)
  const before = (await operator.api.showSales({})).days.at(-1)!
  const { orders } = await market.buy(await market.person(), [variantId])
  const { total } = await operator.api.showOrderAsOperator({ order_id: orders[0]! })
  const { days } = await operator.api.showSales({})
  expect(days).toHaveLength(28)
  expect(days.at(-1)).toEqual({
    on: before.on,
    orders: before.orders + 1,
    value: { ...total, amount_minor: before.value.amount_minor + total.amount_minor },
  })
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from orders.orders`.execute(market.db.read)
  expect(days.reduce((sum, day) => sum + day.orders, 0)).toBeLessThanOrEqual(rows[0]!.n)
})
