import fc from 'fast-check'
import { expect, test } from 'vitest'
import { priceOf, type QuoteLine, quote } from '#pricing/index.ts'
import { type Rate, type Service, services } from '#shipping/index.ts'

const amount = fc.integer({ min: 0, max: 100_000 })

/** Bands with ascending ends, and the price above them. */
const prices = fc
  .record({
    ends: fc.uniqueArray(fc.integer({ min: 1, max: 40_000 }), { maxLength: 6 }),
    drawn: fc.array(amount, { minLength: 7, maxLength: 7 }),
  })
  .map(({ ends, drawn }) => ({
    bands: ends.sort((a, b) => a - b).map((up_to, n) => ({ up_to, price_minor: drawn[n]! })),
    price_minor: drawn[6]!,
  }))

const rate = (service: Service): fc.Arbitrary<Rate> =>
  fc
    .record({
      prices,
      service: fc.constant(service),
      by: fc.constantFrom('units', 'weight'),
      free_from_minor: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
      min_days: fc.integer({ min: 0, max: 5 }),
      max_days: fc.integer({ min: 5, max: 30 }),
    })
    .map(({ prices, ...rate }) => ({ ...prices, ...rate }))

/** Which services each template has: both, one, or none. */
const templates = fc.array(
  fc.tuple(fc.option(rate('standard')), fc.option(rate('express'))).map(rates => rates.filter(each => each !== null)),
  { minLength: 3, maxLength: 3 },
)

const lines: fc.Arbitrary<QuoteLine[]> = fc
  .tuple(
    templates,
    fc.array(
      fc.record({
        storeId: fc.constantFrom('a', 'b'),
        template: fc.integer({ min: 0, max: 2 }),
        units: fc.integer({ min: 1, max: 20 }),
        unitMinor: fc.bigInt({ min: 0n, max: 100_000n }),
        discounts: fc.constant([]),
        unitGrams: fc.integer({ min: 1, max: 5_000 }),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  )
  .map(([rates, drawn]) =>
    drawn.map(({ template, ...line }) => ({ ...line, templateId: `${template}`, rates: rates[template]! })),
  )

test('R21.1f whatever the bands, shares add up to the shipping, nothing is negative, and totals are their parts', () => {
  fc.assert(
    fc.property(lines, fc.constantFrom(...services), (given, service) => {
      const { stores, ...sums } = quote(given, { a: service })
      for (const store of stores) {
        const shares = store.lines.map(line => line.shippingMinor)
        expect(shares.reduce((sum, share) => sum + share, 0n)).toBe(store.shippingMinor)
        for (const part of [...shares, ...store.options.map(option => option.priceMinor)])
          expect(part).toBeGreaterThanOrEqual(0n)
        expect(store.shippingMinor).toBe(store.chosen?.priceMinor ?? 0n)
        expect(store.totalMinor).toBe(store.itemsMinor + store.shippingMinor)
      }
      expect(sums.totalMinor).toBe(stores.reduce((sum, store) => sum + store.totalMinor, 0n))
    }),
  )
})

test('R21.1g a store offers the services that all templates of its lines have, the cheapest first and chosen', () => {
  fc.assert(
    fc.property(lines, given => {
      for (const store of quote(given, {}).stores) {
        const common = services.filter(service =>
          store.lines.every(line => line.rates.some(each => each.service === service)),
        )
        expect(store.options.map(option => option.service).sort()).toEqual([...common].sort())
        const prices = store.options.map(option => Number(option.priceMinor))
        expect(prices).toEqual(prices.toSorted((a, b) => a - b))
        expect(store.chosen).toBe(store.options[0] ?? null)
      }
    }),
  )
})

test('where bands ascend in price, more of the same never costs less', () => {
  const ascending = prices.map(({ bands, price_minor }) => {
    const sorted = [...bands.map(band => band.price_minor), price_minor].sort((a, b) => a - b)
    return { bands: bands.map((band, n) => ({ ...band, price_minor: sorted[n]! })), price_minor: sorted.at(-1)! }
  })
  fc.assert(
    fc.property(ascending, fc.constantFrom('units' as const, 'weight' as const), amount, amount, (rate, by, a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)].map(units =>
        priceOf({ ...rate, by, free_from_minor: null }, [{ units, unitMinor: 1n, unitGrams: 3 }]),
      )
      expect(more).toBeGreaterThanOrEqual(less!)
    }),
  )
})

test.each([
  [{ units: 1, unitGrams: 2_000 }, 490n],
  [{ units: 1, unitGrams: 2_001 }, 790n],
  [{ units: 2, unitGrams: 1_001 }, 790n],
  [{ units: 5, unitGrams: 2_000 }, 790n],
  [{ units: 9, unitGrams: 2_000 }, 1_290n],
])('a band’s end is inclusive, and what counts is the sum: %o costs %s', (line, price) => {
  const bands = [
    { up_to: 2_000, price_minor: 490 },
    { up_to: 10_000, price_minor: 790 },
  ]
  const rate = { by: 'weight' as const, bands, price_minor: 1_290, free_from_minor: null }
  expect(priceOf(rate, [{ ...line, unitMinor: 1n }])).toBe(price)
})

test('free from an amount: the goods of the template count together, and reaching it is enough', () => {
  const rate = { by: 'units' as const, bands: [], price_minor: 490, free_from_minor: 5_000 }
  const line = { units: 2, unitMinor: 2_000n, unitGrams: 1 }
  expect(priceOf(rate, [line, { ...line, units: 1, unitMinor: 999n }])).toBe(490n)
  expect(priceOf(rate, [line, { ...line, units: 1, unitMinor: 1_000n }])).toBe(0n)
})
