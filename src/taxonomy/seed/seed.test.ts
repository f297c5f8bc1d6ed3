import { expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { rateBpsOf, seedTaxonomy, taxonomyOf } from '#taxonomy/index.ts'
import { openMarket } from '../../../test/market.ts'

const market = openMarket({ tree: false })

test('R4.2f a new market has the departments, and hundreds of categories in English and French', async () => {
  const { categories, departments, attributes } = await taxonomyOf(market.db)
  expect(departments.map(key => categories.get(key)!.names.en)).toEqual([
    'Clothing and accessories',
    'Car and motorcycle',
    'Beauty and health',
    'Weddings and events',
    'Bags and luggage',
    'Electronic components',
    'Sports and leisure',
    'Household appliances',
    'Consumer electronics',
    'Hair extensions and wigs',
    'Tools',
    'Home and garden',
    'Jewellery',
    'Jewellery accessories',
    'Toys',
    'Lights',
    'Mother, child and baby',
    'Food',
    'Software and digital goods',
  ])
  expect([...categories.values()].filter(each => each.leaf).length).toBeGreaterThanOrEqual(300)
  const names = [...categories.values(), ...attributes.values(), ...[...attributes.values()].flatMap(a => a.values)]
  for (const { key, names: each } of names)
    for (const locale of ['en', 'fr']) expect(each[locale], `${key} in ${locale}`).toMatch(/\S/)
})

test('R4.2g each leaf has three attributes of its own at least, and no two siblings the same', async () => {
  const { categories } = await taxonomyOf(market.db)
  const seen = new Map<string, string>()
  for (const { key, parent, attributes, leaf } of categories.values()) {
    if (!leaf) continue
    const own = attributes.filter(each => each.of === key).map(each => each.key)
    expect(own.length, key).toBeGreaterThanOrEqual(3)
    expect(new Set(attributes.map(each => each.key)).size, key).toBe(attributes.length)
    const shape = `${parent} ${own.sort()}`
    expect(seen.get(shape), `${key} has what a sibling has`).toBeUndefined()
    seen.set(shape, key)
  }
})

test('R4.2h digital goods are closed; what needs an authorization is special', async () => {
  const { categories } = await taxonomyOf(market.db)
  const leaves = [...categories.values()].filter(each => each.leaf)
  const states = Map.groupBy(leaves, each => each.state)
  expect(states.get('closed')!.map(each => each.path[0])).toContain('software-and-digital-goods')
  expect(
    leaves.filter(each => each.path[0] === 'software-and-digital-goods').every(each => each.state === 'closed'),
  ).toBe(true)
  for (const key of ['contact-lenses', 'vitamins-and-supplements', 'contraceptives', 'honey'])
    expect(categories.get(key)?.state, key).toBe('special')
  expect(states.get('open')!.length).toBeGreaterThan(states.get('special')!.length)
})

test('R3.1h commission of every category lies between 5 and 8 per cent from the beginning', async () => {
  const taxonomy = await taxonomyOf(market.db)
  const rates = [...taxonomy.categories.values()].map(each =>
    rateBpsOf(taxonomy, each.key, Temporal.Instant.from('2020-01-01T00:00:00Z')),
  )
  expect(Math.min(...rates.map(rate => rate ?? 0))).toBeGreaterThanOrEqual(500)
  expect(Math.max(...rates.map(rate => rate ?? 0))).toBeLessThanOrEqual(800)
  expect(new Set(rates).size).toBeGreaterThan(3)
})

test('R4.1k what operators took away does not come back at the next start', async () => {
  const { db, databaseUrl } = market
  await sql`delete from taxonomy.category_attributes where category = 'honey' and attribute = 'ripening'`.execute(
    db.read,
  )
  expect(await seedTaxonomy(databaseUrl)).toBe(0)
})
