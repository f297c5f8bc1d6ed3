import fc from 'fast-check'
import { expect, test } from 'vitest'
import { adjustStock, releaseStock, reserveStock, shipStock } from '#catalog/index.ts'
import { sql } from '#platform/db.ts'
import { inTx } from '#platform/tx.ts'
import { keyOf, openMarket, refusalOf, type Store } from '../../test/market.ts'

const market = openMarket()

const stockOf = async (store: Store, product_id: string) =>
  (await store.owner.api.showStoreProduct({ product_id })).stock[0]!

test('units are added, taken and counted; a count holds only for the number that was seen', async () => {
  const store = await market.store()
  const { productId, variantId: variant_id } = await market.product(store, { stock: 10 })
  const { adjustStock } = store.owner.api
  expect(await adjustStock({ changes: [{ variant_id, by: -3 }] })).toEqual({
    items: [{ variant_id, on_hand: 7, reserved: 0 }],
  })
  await expect(adjustStock({ changes: [{ variant_id, to: 40, if_on_hand: 10 }] })).rejects.toMatchObject({
    code: 'stock.changed_meanwhile',
    params: { variants: [{ variant_id, on_hand: 7, reserved: 0 }] },
  })
  expect(await stockOf(store, productId)).toMatchObject({ on_hand: 7 })
  await adjustStock({ changes: [{ variant_id, to: 40, if_on_hand: 7 }] })
  const { items } = await market.person({ operator: true }).then(({ api }) => api.listAudit({ limit: 1 }))
  expect(items[0]).toMatchObject({ action: 'stock.set', before: { [variant_id]: 7 }, after: { [variant_id]: 40 } })
})

test('a call changes all stock or none: below what is reserved, unknown, another store’s, twice, too many', async () => {
  const store = await market.store()
  const [one, two] = [await market.product(store, { stock: 5 }), await market.product(store, { stock: 5 })]
  const foreign = await market.product(await market.store(), { stock: 5 })
  await market.buy(await market.person(), [two.variantId], { units: 3 })
  const refusal = (...changes: Parameters<typeof store.owner.api.adjustStock>[0]['changes']) =>
    refusalOf(store.owner.api.adjustStock({ changes: [{ variant_id: one.variantId, by: 1 }, ...changes] }))
  expect(await refusal({ variant_id: two.variantId, by: -3 })).toBe('stock.below_reserved')
  expect(await refusal({ variant_id: two.variantId, to: 2, if_on_hand: 5 })).toBe('stock.below_reserved')
  expect(await refusal({ variant_id: foreign.variantId, by: 1 })).toBe('variant.not_found')
  expect(await refusal({ variant_id: two.variantId, by: 1_000_000 })).toBe('stock.too_many')
  expect(await refusal({ variant_id: one.variantId, by: 1 })).toBe('request.invalid')
  expect(await refusal({ variant_id: two.variantId, to: 9 })).toBe('request.invalid')
  expect(await refusal({ variant_id: two.variantId, by: 1, to: 9, if_on_hand: 5 })).toBe('request.invalid')
  expect(await stockOf(store, one.productId)).toMatchObject({ on_hand: 5, reserved: 0 })
  expect(await stockOf(store, two.productId)).toMatchObject({ on_hand: 5, reserved: 3 })
  // a removed variant has no stock any more
  await store.owner.api.unlistProduct({ product_id: one.productId })
  const other = await store.owner.api.createProduct({
    variants: [
      { name: 'A', on_hand: 1 },
      { name: 'B', on_hand: 1 },
    ],
  })
  const [a] = (await store.owner.api.showStoreProduct({ product_id: other.id })).variants
  await store.owner.api.updateProduct({ product_id: other.id, revision: 1, removed_variants: [a!.id] })
  expect(await refusalOf(store.owner.api.adjustStock({ changes: [{ variant_id: a!.id, by: 1 }] }))).toBe(
    'variant.not_found',
  )
})

test('of two counts at once one holds; of changes at once all do', async () => {
  const store = await market.store()
  const { productId, variantId: variant_id } = await market.product(store, { stock: 10 })
  const counts = [3, 4, 5, 6].map(to => store.owner.api.adjustStock({ changes: [{ variant_id, to, if_on_hand: 10 }] }))
  const results = await Promise.allSettled(counts)
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const { on_hand } = await stockOf(store, productId)
  await Promise.all(Array.from({ length: 8 }, () => store.owner.api.adjustStock({ changes: [{ variant_id, by: 2 }] })))
  expect((await stockOf(store, productId)).on_hand).toBe(on_hand + 16)
})

test('units that were shipped while a change waited for them are counted, and the change holds', async () => {
  const store = await market.store()
  const { productId, variantId } = await market.product(store, { stock: 10 })
  const { id } = keyOf('var', variantId)
  const four = [{ storeId: store.id, variantId: id, units: 4 }]
  await inTx(market.db, 'reserve', tx => reserveStock(tx, four))
  const [shipped, waits] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const ship = inTx(market.db, 'ship', async tx => {
    await shipStock(tx, four)
    shipped.resolve()
    await waits.promise
  })
  await shipped.promise
  const change = inTx(market.db, 'change', tx => adjustStock(tx, store.id, [{ variantId: id, by: -6 }]))
  const waiting = async () => {
    const { rows } = await sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    `.execute(market.db.read)
    return rows.length
  }
  await expect.poll(waiting).toBe(1)
  waits.resolve()
  await ship
  expect(await change).toMatchObject([{ before: 6, after: 0, reserved: 0 }])
  expect(await stockOf(store, productId)).toMatchObject({ on_hand: 0, reserved: 0 })
})

test('concurrent changes leave on_hand and reserved consistent', async () => {
  const store = await market.store()
  const products = [await market.product(store), await market.product(store), await market.product(store)]
  const variants = products.map(({ variantId }) => keyOf('var', variantId).id)
  const step = fc.record({
    kind: fc.constantFrom('add', 'count', 'reserve', 'release', 'ship'),
    variant: fc.nat(2),
    other: fc.nat(2),
    units: fc.integer({ min: 1, max: 6 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async steps => {
      await sql`
        update catalog.stock set on_hand = 10, reserved = 4 where store_id = ${store.id}
      `.execute(market.db.read)
      const sum = variants.map(() => ({ on_hand: 10, reserved: 4 }))
      let free = variants.map(() => 4)
      const note = (n: number, onHand: number, reserved: number) => {
        sum[n]!.on_hand += onHand
        sum[n]!.reserved += reserved
      }
      const act = async ({ kind, variant, other, units }: (typeof steps)[number]) => {
        const held = [{ storeId: store.id, variantId: variants[variant]!, units }]
        // what is released or shipped was reserved before: no caller can release more
        if (kind === 'release' || kind === 'ship') {
          if (free[variant]! < units) return
          free = free.with(variant, free[variant]! - units)
        }
        const wanted = variant === other ? [variant] : [variant, other]
        const run = {
          add: () =>
            inTx(market.db, 'add', tx =>
              adjustStock(
                tx,
                store.id,
                wanted.map(n => ({ variantId: variants[n]!, by: units - 3 })),
              ),
            ).then(() => {
              for (const n of wanted) note(n, units - 3, 0)
            }),
          count: () =>
            inTx(market.db, 'count', tx =>
              adjustStock(tx, store.id, [{ variantId: variants[variant]!, to: 10 + units, ifOnHand: 10 }]),
            ).then(([adjusted]) => note(variant, adjusted!.after - adjusted!.before, 0)),
          reserve: () => inTx(market.db, 'reserve', tx => reserveStock(tx, held)).then(() => note(variant, 0, units)),
          release: () => inTx(market.db, 'release', tx => releaseStock(tx, held)).then(() => note(variant, 0, -units)),
          ship: () => inTx(market.db, 'ship', tx => shipStock(tx, held)).then(() => note(variant, -units, -units)),
        }[kind]
        await run().catch(error => {
          if (!String(error.code).startsWith('stock.')) throw error
        })
      }
      // all of them end before another attempt begins
      const failed = (await Promise.allSettled(steps.map(act))).find(result => result.status === 'rejected')
      if (failed) throw failed.reason
      const { rows } = await sql<{ on_hand: number; reserved: number }>`
        select k.on_hand, k.reserved from unnest(${variants}::uuid[]) with ordinality v(id, n)
        join catalog.stock k on k.store_id = ${store.id} and k.variant_id = v.id order by v.n
      `.execute(market.db.read)
      expect(rows).toEqual(sum)
      for (const row of rows) expect(row.on_hand).toBeGreaterThanOrEqual(row.reserved)
    }),
    { numRuns: 25 },
  )
})
