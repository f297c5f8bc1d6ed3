import { expect, test } from 'vitest'
import { fillDemo } from '#app/demo.ts'
import { sql } from '#platform/db.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { openMarket } from '../../test/market.ts'

const market = openMarket()

test('a small demo', async () => {
  const a = performance.now()
  await fillDemo(market.db, { products: 24, orders: 40, buyers: 20 })
  console.log(performance.now() - a)
  console.log(
    (await sql`select state, closed_cause, count(*) from orders.orders group by 1,2`.execute(market.db.read)).rows,
  )
  await checkInvariants(market.db, market.provider.record)
  expect(market.db.clock.offsetMs).toBeLessThan(5)
})
