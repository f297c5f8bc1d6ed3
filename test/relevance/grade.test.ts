import { describe, expect, test } from 'vitest'
import { type CatalogRow, firstIsRight, type Grade, gradedQueries, gradesOf, ndcg } from './grade.ts'
import { plannedCatalog } from './planned-catalog.ts'
import { readMeanings } from './read-meanings.ts'

const lantern: CatalogRow = {
  id: 'lantern',
  store: 'lantern-and-loom',
  title: 'Jade paper lantern',
  path: ['home-and-garden', 'decoration', 'decorative-lanterns'],
  colors: ['red', 'yellow'],
  sizes: ['S', 'M'],
  skus: ['LANTERN-1-CHERRY', 'LANTERN-1-OCHRE'],
  attributes: { material: ['paper'], height: 25, foldable: true },
}
const mirror: CatalogRow = {
  ...lantern,
  id: 'mirror',
  store: 'atelier-brumelle',
  title: 'Écume children’s mirror',
  path: ['home-and-garden', 'decoration', 'mirrors'],
  colors: [],
  sizes: [],
  skus: ['MIRROR-1'],
  attributes: { material: ['glass'], height: 60 },
}
const both = [lantern, mirror]
const graded = (...rules: Parameters<typeof gradesOf>[0]) => Object.fromEntries(gradesOf(rules, both))

describe('E10f a rule', () => {
  test('matches a category and those below it', () => {
    expect(graded({ grade: 3, category: 'mirrors' })).toEqual({ mirror: 3 })
    expect(graded({ grade: 2, category: 'decoration' })).toEqual({ lantern: 2, mirror: 2 })
    expect(graded({ grade: 2, category: 'decoration', not_category: ['mirrors', 'sofas'] })).toEqual({ lantern: 2 })
  })

  test('matches whole words of the title in their order, in any case', () => {
    expect(graded({ grade: 3, title: ['sofa', 'Paper Lantern'] })).toEqual({ lantern: 3 })
    expect(graded({ grade: 3, title: 'lantern paper' })).toEqual({})
    expect(graded({ grade: 3, title: 'pape' })).toEqual({})
    expect(graded({ grade: 3, title: 'écume children’s' })).toEqual({ mirror: 3 })
    expect(graded({ grade: 3, category: 'decoration', not_title: 'mirror' })).toEqual({ lantern: 3 })
  })

  test('matches store, color and size', () => {
    expect(graded({ grade: 3, store: 'atelier-brumelle' })).toEqual({ mirror: 3 })
    expect(graded({ grade: 3, color: ['blue', 'red'] })).toEqual({ lantern: 3 })
    expect(graded({ grade: 3, size: 'M' })).toEqual({ lantern: 3 })
    expect(graded({ grade: 3, size: 'L' })).toEqual({})
  })

  test('matches all attributes, each by one of its values', () => {
    expect(graded({ grade: 3, attributes: { material: ['silk', 'paper'], height: 25 } })).toEqual({ lantern: 3 })
    expect(graded({ grade: 3, attributes: { material: 'paper', height: 60 } })).toEqual({})
    expect(graded({ grade: 3, attributes: { foldable: true } })).toEqual({ lantern: 3 })
  })

  test('of the highest grade counts, whatever the order', () => {
    const [some, all] = [
      { grade: 3, color: 'red' },
      { grade: 1, category: 'decoration' },
    ] as const
    expect(graded(some, all)).toEqual({ lantern: 3, mirror: 1 })
    expect(graded(all, some)).toEqual({ lantern: 3, mirror: 1 })
  })
})

describe('E10f nDCG', () => {
  const grades = new Map<string, Grade>([
    ['a', 3],
    ['b', 2],
    ['c', 1],
  ])

  test('is 1 for the best order, also when there are more results than relevant products', () => {
    expect(ndcg(['a', 'b', 'c', 'x', 'y'], grades)).toBe(1)
  })

  test('is less the later and the less relevant results come', () => {
    const ideal = 7 + 3 / Math.log2(3) + 1 / 2
    expect(ndcg(['c', 'x', 'a'], grades)).toBeCloseTo((1 + 7 / 2) / ideal)
    expect(ndcg([], grades)).toBe(0)
    expect(ndcg(['x', 'y'], grades)).toBe(0)
  })

  test('counts to its depth, in the ideal order too', () => {
    expect(ndcg(['x', 'a'], grades, 1)).toBe(0)
    const many = new Map(Array.from({ length: 30 }, (_, n): [string, Grade] => [`${n}`, 3]))
    expect(
      ndcg(
        Array.from({ length: 10 }, (_, n) => `${n + 20}`),
        many,
      ),
    ).toBe(1)
  })

  test('is no number where nothing is relevant', () => {
    expect(ndcg(['x'], new Map())).toBeNull()
    expect(firstIsRight(['x'], new Map())).toBeNull()
  })

  test('goes with whether the first result has the best grade there is', () => {
    expect(firstIsRight(['a', 'x'], grades)).toBe(true)
    expect(firstIsRight(['b', 'a'], grades)).toBe(false)
    expect(firstIsRight([], grades)).toBe(false)
    expect(firstIsRight(['b'], new Map([['b', 2]]))).toBe(true)
  })
})

test('E10f placeholders take the facts of their product', () => {
  const meaning = {
    means: 'one product',
    product: { store: 'lantern-and-loom', title: 'Jade paper lantern' },
    grades: [{ grade: 3, title: 'Jade paper lantern' }],
    queries: ['{title}', '{sku}', '{id}'].map(text => ({ text, language: 'en', kind: 'sku' }) as const),
  } as const
  const texts = gradedQueries([meaning], both).map(({ text }) => text)
  expect(texts).toEqual(['Jade paper lantern', 'LANTERN-1-CHERRY', 'lantern'])
  expect(() => gradedQueries([meaning], [mirror])).toThrow('no product "Jade paper lantern" of lantern-and-loom')
})

describe('E10f the test set', () => {
  const meanings = readMeanings()
  const catalog = plannedCatalog(1, 1_500)
  const queries = gradedQueries(meanings, catalog)

  test('has a product of grade 3 in the demo market for each meaning, or says that there is none', () => {
    const exact = ({ grades }: (typeof meanings)[number]) => [...gradesOf(grades, catalog).values()].includes(3)
    expect(meanings.filter(each => exact(each) === (each.without_exact ?? false)).map(({ means }) => means)).toEqual([])
  })

  test('has no rule that matches nothing, not even in a larger market', () => {
    const catalog = plannedCatalog(1, 6_000)
    const idle = meanings.flatMap(({ means, grades }) =>
      grades.filter(rule => gradesOf([rule], catalog).size === 0).map(rule => ({ means, rule })),
    )
    expect(idle).toEqual([])
  })

  test('names only categories, stores, colors and attributes that exist', () => {
    const known = {
      category: new Set(catalog.flatMap(({ path }) => path)),
      store: new Set(catalog.map(({ store }) => store)),
      color: new Set(catalog.flatMap(({ colors }) => colors)),
      attributes: new Set(catalog.flatMap(({ attributes }) => Object.keys(attributes))),
    }
    const rules = meanings.flatMap(({ grades }) => grades)
    const list = (value: unknown) => [value ?? []].flat() as string[]
    const unknown = rules.flatMap(rule => [
      ...[...list(rule.category), ...list(rule.not_category)].filter(key => !known.category.has(key)),
      ...list(rule.store).filter(key => !known.store.has(key)),
      ...list(rule.color).filter(key => !known.color.has(key)),
      ...Object.keys(rule.attributes ?? {}).filter(key => !known.attributes.has(key)),
    ])
    expect(unknown).toEqual([])
  })

  test('asks each query of a language once', () => {
    const asked = queries.map(({ language, text }) => `${language} ${text}`)
    expect(asked.filter((each, at) => asked.indexOf(each) !== at)).toEqual([])
  })

  test('holds out a fifth of the queries, of English and of French', () => {
    for (const language of ['en', 'fr']) {
      const own = queries.filter(query => query.language === language)
      const share = own.filter(({ heldOut }) => heldOut).length / own.length
      expect(own.length).toBeGreaterThanOrEqual(110)
      expect(share).toBeGreaterThan(0.17)
      expect(share).toBeLessThan(0.23)
    }
  })
})
