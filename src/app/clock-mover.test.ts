import { expect, test } from 'vitest'
import { ClockMover } from '#app/clock-mover.ts'
import { openMarket } from '../../test/market.ts'

const market = openMarket()

test('the clock moves in a sandbox only, forward, and a year at most', () => {
  const { db } = market
  const now = db.clock.now()
  const sandbox = new ClockMover(db, true)
  expect(() => new ClockMover(db, false).check(now.add({ hours: 1 }))).toThrow('clock.not_sandbox')
  expect(() => sandbox.check(now.subtract({ seconds: 1 }))).toThrow('clock.backwards')
  expect(() => sandbox.check(now.add({ hours: 24 * 367 }))).toThrow('clock.too_far')
  expect(() => sandbox.check(now.add({ hours: 24 * 365 }))).not.toThrow()
})
