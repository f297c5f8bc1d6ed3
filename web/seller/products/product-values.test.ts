import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changesBetween, merge, stockChanges, type Values, type VariantValues, withTheirs } from './product-values.ts'

const variant = (id: string, change: Partial<VariantValues> = {}): VariantValues => ({
  id,
  position: 0,
  name: id,
  color_key: null,
  color: null,
  size: null,
  sku: id,
  gtin: null,
  price_minor: 900,
  weight_grams: 500,
  picture: null,
  on_hand: 10,
  ...change,
})
const base: Values = {
  title: 'Mug',
  description: '<p>Made well.</p>',
  category: 'mugs',
  attributes: { glaze: 'matt', volume: 300 },
  template_id: 'tpl_1',
  processing_days: 3,
  reserve_at: 'order',
  pictures: ['fil_1'],
  variants: [variant('a'), variant('b', { position: 1 })],
}
const but = (change: Partial<Values>): Values => ({ ...base, ...change })

describe('what is sent', () => {
  test('nothing when nothing was changed, and stock separately', () => {
    expect(changesBetween(base, structuredClone(base))).toBeNull()
    const counted = but({ variants: [variant('a', { on_hand: 4 }), base.variants[1]!] })
    expect(changesBetween(base, counted)).toBeNull()
    expect(stockChanges(base, counted)).toEqual([{ variant_id: 'a', to: 4, if_on_hand: 10 }])
  })

  test('only the fields that were changed; variants added and removed by name', () => {
    const typed = but({
      title: 'Cup',
      variants: [
        variant('b', { position: 0, price_minor: 800 }),
        { ...variant(''), id: undefined as never, position: 1 },
      ],
    })
    const { id: _, ...added } = typed.variants[1]!
    expect(changesBetween(base, typed)).toEqual({
      title: 'Cup',
      removed_variants: ['a'],
      variants: [{ id: 'b', position: 0, price_minor: 800 }, added],
    })
  })

  test('an unreadable number is not taken for an empty one', () => {
    const none = but({ variants: [variant('a', { price_minor: null })] })
    const typed = but({ variants: [variant('a', { price_minor: Number.NaN })] })
    expect(changesBetween(none, typed)!.variants).toEqual([{ id: 'a', price_minor: Number.NaN }])
  })
})

describe('what two changed', () => {
  test('different fields are both kept; the same field is a conflict, with what was typed first', () => {
    const typed = but({ title: 'Cup', attributes: { glaze: 'glossy', volume: 300 } })
    const now = but({ title: 'Beaker', attributes: { glaze: 'matt', volume: 400 }, reserve_at: 'payment' })
    const { values, conflicts } = merge(base, typed, now)
    expect(values).toEqual({
      ...base,
      title: 'Cup',
      reserve_at: 'payment',
      attributes: { glaze: 'glossy', volume: 400 },
    })
    expect(conflicts).toEqual([{ path: 'title', mine: 'Cup', now: 'Beaker' }])
    expect(withTheirs(now, values, 'title').title).toBe('Beaker')
  })

  test('a price, a stock and a removed variant are conflicts of their variant', () => {
    const typed = but({ variants: [variant('a', { price_minor: 700, on_hand: 40 })] })
    const now = but({
      variants: [variant('a', { price_minor: 800, on_hand: 7 }), variant('b', { position: 1, sku: 'x' })],
    })
    const { values, conflicts } = merge(base, typed, now)
    expect(conflicts).toEqual([
      { path: 'variants.a.price_minor', mine: 700, now: 800 },
      { path: 'variants.a.on_hand', mine: 40, now: 7 },
      { path: 'variants.b', mine: null, now: 'b' },
    ])
    const theirs = conflicts.reduce((typed, { path }) => withTheirs(now, typed, path), values)
    expect(theirs.variants).toEqual(now.variants)
  })

  test('a variant they removed stays removed, unless it was changed here', () => {
    const now = but({ variants: [variant('a')] })
    expect(merge(base, but({ title: 'Cup' }), now)).toEqual({ values: { ...now, title: 'Cup' }, conflicts: [] })
    const typed = but({ variants: [variant('a'), variant('b', { position: 1, price_minor: 1 })] })
    const { values, conflicts } = merge(base, typed, now)
    expect(conflicts).toEqual([{ path: 'variants.b', mine: 'b', now: null }])
    // it was deleted: kept, it is created again
    const { id: _, ...again } = typed.variants[1]!
    expect(changesBetween(now, values)!.variants!.at(-1)).toEqual(again)
    expect(withTheirs(now, values, 'variants.b').variants).toEqual(now.variants)
  })

  test('a category has its attributes with it', () => {
    const now = but({ category: 'cups', attributes: { handle: true } })
    expect(merge(base, but({ title: 'Cup' }), now)).toEqual({ values: { ...now, title: 'Cup' }, conflicts: [] })
    const typed = but({ attributes: { glaze: 'glossy', volume: 300 } })
    const { values, conflicts } = merge(base, typed, now)
    expect(conflicts.map(({ path }) => path)).toEqual(['category'])
    expect([values.category, values.attributes]).toEqual(['mugs', typed.attributes])
    expect(withTheirs(now, values, 'category')).toMatchObject({ category: 'cups', attributes: { handle: true } })
  })

  test('with nothing changed there it is what was typed; with nothing typed it is what is there', () => {
    const some = fc.record({
      title: fc.constantFrom('Mug', 'Cup', 'Beaker'),
      category: fc.constantFrom('mugs', 'cups', null),
      attributes: fc.dictionary(fc.constantFrom('glaze', 'volume'), fc.constantFrom('a', 'b')),
      variants: fc
        .uniqueArray(fc.constantFrom('a', 'b', 'c'), { minLength: 1 })
        .chain(ids =>
          fc
            .array(fc.constantFrom(800, 900), { minLength: ids.length, maxLength: ids.length })
            .map(prices => ids.map((id, position) => variant(id, { position, price_minor: prices[position]! }))),
        ),
    })
    const normal = ({ attributes, ...rest }: Values) => ({ ...rest, attributes: Object.entries(attributes).sort() })
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [was, changed] = [but(one), but(other)]
        expect(normal(merge(was, was, changed).values)).toEqual(normal(changed))
        expect(normal(merge(was, changed, changed).values)).toEqual(normal(changed))
        const kept = merge(was, changed, was)
        expect(kept.conflicts).toEqual([])
        expect(normal(kept.values)).toEqual(normal(changed))
      }),
    )
  })
})
