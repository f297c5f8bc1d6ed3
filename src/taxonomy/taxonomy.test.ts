import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { openMarket, type Person, refusalOf } from '../../test/market.ts'

const market = openMarket()
const reason = 'a test'
let operator: Person

/** A department with a branch and a leaf: `zoo`, `zoo-dogs`, `zoo-dogs-leads`. */
beforeAll(async () => {
  operator = await market.person({ operator: true })
  const add = (key: string, parent: string | null, en: string, fr: string, leaf = false) =>
    operator.api.addCategory({ key, parent, names: { en, fr }, leaf, reason })
  await add('zoo', null, 'Zoo', 'Animaux')
  await add('zoo-dogs', 'zoo', 'Dogs', 'Chiens')
  await add('zoo-dogs-leads', 'zoo-dogs', 'Leads', 'Laisses', true)
  await sql`
    insert into taxonomy.attributes (key, names, kind) values
      ('test_clasp', '{"en": "Clasp", "fr": "Mousqueton"}', 'choice'), ('test_reflects', '{"en": "Reflects", "fr": "Réfléchit"}', 'yes_no')
  `.execute(market.db.read)
  await sql`
    insert into taxonomy.attribute_values (attribute, key, names, position) values
      ('test_clasp', 'brass', '{"en": "Brass", "fr": "Laiton"}', 0), ('test_clasp', 'steel', '{"en": "Steel", "fr": "Acier"}', 1)
  `.execute(market.db.read)
})

const show = (category: string) => operator.api.showCategoryAsOperator({ category })
const shown = (category: string, locale = 'en') => market.as(null).api.showCategory({ category, locale })

/** The current revision, and a reason. */
const now = async (category: string) => ({ category, revision: (await show(category)).revision, reason })

type Changes = Partial<Pick<Parameters<Person['api']['updateCategory']>[0], 'names' | 'state' | 'axes'>>

/** Updates some fields and repeats the current value of the others. */
async function update(category: string, changes: Changes, key?: string) {
  const { names, own, revision } = await show(category)
  const fields = { names: names as { en: string; fr: string }, ...own, ...changes }
  return operator.api.updateCategory({ category, revision, reason, ...fields }, key)
}

/** Other tests set any rate. */
const wideLimits = async () => {
  for (const [key, value] of [
    ['taxonomy.rate_min_bps', 0],
    ['taxonomy.rate_max_bps', 10_000],
  ] as const)
    await operator.api.setPolicy({ key, value, reason: 'a test' })
}
beforeAll(wideLimits)

const setRate = async (category: string, rate_bps: number, effective_at: Temporal.Instant | null = null) =>
  operator.api.setRate({ ...(await now(category)), rate_bps, effective_at: effective_at && `${effective_at}` })

describe('the tree', () => {
  test('R4.1g a category without settings is closed; state and axes are inherited until set here', async () => {
    expect([(await shown('zoo')).state, (await shown('zoo-dogs-leads')).axes]).toEqual(['closed', []])
    await update('zoo', { state: 'open', axes: ['color'] })
    await update('zoo-dogs', { state: 'special' })
    expect(await shown('zoo-dogs-leads')).toMatchObject({ state: 'special', axes: ['color'] })
    expect(await show('zoo-dogs-leads')).toMatchObject({ own_state: false, own: { state: null, axes: null } })
    await update('zoo-dogs-leads', { state: 'open', axes: ['color', 'size'] })
    expect(await shown('zoo-dogs-leads')).toMatchObject({ state: 'open', axes: ['color', 'size'] })
    await update('zoo-dogs', { state: null })
    expect((await shown('zoo-dogs')).state).toBe('open')
  })

  test('R4.1h anybody reads the tree and what a category asks, in their language; it need not be sent twice', async () => {
    const { items } = await market.as(null).api.listCategories({ locale: 'fr' })
    expect(items.filter(each => each.key.startsWith('zoo')).map(({ name, parent }) => [name, parent])).toEqual([
      ['Animaux', null],
      ['Chiens', 'zoo'],
      ['Laisses', 'zoo-dogs'],
    ])
    expect((await shown('zoo-dogs-leads', 'fr')).path.map(each => each.name)).toEqual(['Animaux', 'Chiens', 'Laisses'])
    expect(await refusalOf(shown('nowhere'))).toBe('category.not_found')

    const fetched = (tag?: string) =>
      fetch(`${market.db.publicUrl}/api/shop/categories`, { headers: tag ? { 'if-none-match': tag } : {} })
    const first = await fetched()
    const tag = first.headers.get('etag')!
    const again = await fetched(tag)
    expect([again.status, await again.text(), again.headers.get('cache-control')]).toEqual([
      304,
      '',
      'public, no-cache',
    ])
    await update('zoo', { names: { en: 'Pets and vets', fr: 'Animaux' } })
    const changed = await fetched(tag)
    expect([changed.status, (await changed.text()).includes('Pets and vets')]).toEqual([200, true])
  })

  test('R4.1n operators find categories by words in either language and by state, and take the list away', async () => {
    const found = async (narrow: { q?: string; state?: 'open' | 'special' | 'closed' }) =>
      (await operator.api.listAllCategories(narrow)).items.map(each => each.key)
    expect(await found({ q: 'zoo dogs' })).toEqual(['zoo-dogs', 'zoo-dogs-leads'])
    expect(await found({ q: 'LAISSE' })).toEqual(['zoo-dogs-leads'])
    expect(await found({ q: 'zoo laisse', state: 'closed' })).toEqual([])
    expect(await found({ q: 'nothing of the kind' })).toEqual([])
    const special = await found({ state: 'special' })
    expect([special.includes('test-vitamins'), special.includes('zoo')]).toEqual([true, false])
    const { bytes } = await operator.api.exportCategories({ q: 'laisse' })
    expect(bytes.toString().split('\n')[1]).toMatch(/^"zoo-dogs-leads","Leads","Laisses","zoo-dogs",true,"open",/)
  })

  test('R4.1i categories are added below what is no leaf, at the end, each key once', async () => {
    const add = (key: string, parent: string | null) =>
      operator.api.addCategory({ key, parent, names: { en: 'Cats', fr: 'Chats' }, leaf: true, reason })
    await add('zoo-cats', 'zoo')
    expect((await show('zoo')).children.map(each => each.key)).toEqual(['zoo-dogs', 'zoo-cats'])
    expect(await refusalOf(add('zoo-cats', 'zoo'))).toBe('category.key_taken')
    expect(await refusalOf(add('zoo-cats-toys', 'zoo-cats'))).toBe('category.holds_products')
    expect(await refusalOf(add('fish', 'nowhere'))).toBe('category.not_found')
  })

  test('R4.1j of two operators who change a category at once the second is refused; the same change sent twice happens once', async () => {
    const other = await market.person({ operator: true })
    const seen = await now('zoo-dogs')
    const attempts = await Promise.allSettled(
      [operator, other].map((person, n) =>
        person.api.updateCategory({
          ...seen,
          names: { en: `Dogs ${n}`, fr: `Chiens ${n}` },
          state: null,
          axes: null,
        }),
      ),
    )
    const refused = attempts.flatMap(each => (each.status === 'rejected' ? [String(each.reason.message)] : []))
    expect(refused).toEqual(['category.changed_meanwhile'])
    const won = attempts.findIndex(each => each.status === 'fulfilled')
    expect((await show('zoo-dogs')).names.en).toBe(`Dogs ${won}`)
    expect(await refusalOf(operator.api.setRate({ ...seen, rate_bps: 1 }))).toBe('category.changed_meanwhile')

    const change = { ...(await now('zoo-dogs')), rate_bps: 655 }
    await operator.api.setRate(change, 'twice')
    await operator.api.setRate(change, 'twice')
    expect((await show('zoo-dogs')).rates.map(each => each.rate_bps)).toEqual([655])
  })

  test('R4.1g the stored effective states are those of the path, whatever changes at the same time', async () => {
    const add = (key: string, parent: string | null) =>
      operator.api.addCategory({ key, parent, names: { en: key, fr: key }, leaf: false, reason })
    const tree = ['fair', 'fair-a', 'fair-b', 'fair-a-a', 'fair-a-b', 'fair-b-a']
    for (const key of tree) await add(key, key.includes('-') ? key.slice(0, key.lastIndexOf('-')) : null)
    const states = ['open', 'special', 'closed', null] as const
    const settled = { changed: 0, added: 0 }
    for (let round = 0; round < 12; round++) {
      await Promise.all([
        ...tree.map((key, i) =>
          update(key, { state: states[(round * 7 + i * (round + 3)) % 4]! }).then(() => settled.changed++),
        ),
        add(`fair-a-a-${round}`, 'fair-a-a').then(() => settled.added++),
      ])
      const { rows } = await sql`
        select c.key, c.effective_state from taxonomy.categories c
        where c.path[1] = 'fair' and c.effective_state <> coalesce((select a.state from taxonomy.categories a
          where a.key = any(c.path) and a.state is not null order by cardinality(a.path) desc limit 1), 'closed')
      `.execute(market.db.read)
      expect(rows).toEqual([])
    }
    expect(settled).toEqual({ changed: 72, added: 12 })
  })
})

describe('attributes', () => {
  test('R4.1l a category asks for attributes, required or not, of some values or all; all below it ask too', async () => {
    const leaf = 'zoo-dogs-leads'
    const assign = async (category: string, attribute: string, required: boolean, allowed: string[] | null) =>
      operator.api.assignAttribute({ ...(await now(category)), attribute, required, allowed })
    const asked = async () =>
      (await shown(leaf)).attributes.map(({ key, required, values }) => [key, required, values.map(each => each.key)])
    await assign('zoo', 'test_clasp', false, null)
    await assign(leaf, 'test_reflects', true, null)
    expect(await asked()).toEqual([
      ['test_clasp', false, ['brass', 'steel']],
      ['test_reflects', true, []],
    ])
    await assign(leaf, 'test_clasp', true, ['steel'])
    expect(await asked()).toEqual([
      ['test_reflects', true, []],
      ['test_clasp', true, ['steel']],
    ])
    expect(await refusalOf(assign(leaf, 'test_clasp', true, ['gold']))).toBe('attribute.value_unknown')
    expect(await refusalOf(assign(leaf, 'test_reflects', true, ['yes']))).toBe('attribute.value_unknown')
    expect(await refusalOf(assign(leaf, 'test_nothing', true, null))).toBe('attribute.not_found')

    await operator.api.unassignAttribute({ ...(await now(leaf)), attribute: 'test_clasp' })
    expect((await asked())[0]).toEqual(['test_clasp', false, ['brass', 'steel']])
    const inherited = operator.api.unassignAttribute({ ...(await now(leaf)), attribute: 'test_clasp' })
    expect(await refusalOf(inherited)).toBe('attribute.not_assigned')
    expect((await operator.api.listAttributes({})).items.map(each => each.key)).toContain('test_clasp')
  })
})

describe('rates', () => {
  beforeAll(async () => {
    const add = (key: string, parent: string | null) =>
      operator.api.addCategory({ key, parent, names: { en: key, fr: key }, leaf: false, reason })
    await add('boats', null)
    await add('boats-sails', 'boats')
    await add('boats-sails-jibs', 'boats-sails')
  })
  const rates = async (category: string) => {
    const { rate_bps, own_rate, next_rate } = await show(category)
    return [rate_bps, own_rate, next_rate?.rate_bps ?? null]
  }

  test('R3.1a the nearest category above with a rate in effect decides; before there is one, there is none', async () => {
    expect(await rates('boats-sails-jibs')).toEqual([null, false, null])
    await setRate('boats', 700)
    expect(await rates('boats-sails-jibs')).toEqual([700, false, null])
    await setRate('boats-sails', 0)
    expect([await rates('boats-sails-jibs'), await rates('boats')]).toEqual([
      [0, false, null],
      [700, true, null],
    ])
  })

  test('R3.1b a rate holds from its instant on, by itself; until then both are shown', async () => {
    const start = market.db.clock.now().add({ hours: 300 }).round('second')
    await setRate('boats-sails', 625, start)
    expect((await show('boats-sails-jibs')).next_rate).toEqual({ rate_bps: 625, effective_at: `${start}` })
    expect([await rates('boats-sails'), await rates('boats')]).toEqual([
      [0, true, 625],
      [700, true, null],
    ])
    await market.pass({ hours: 301 })
    expect(await rates('boats-sails-jibs')).toEqual([625, false, null])
  })

  test('R3.1c a planned rate is replaced by another from the same instant; both stay on record, with who and why', async () => {
    const start = market.db.clock.now().add({ hours: 300 }).round('second')
    await setRate('boats-sails', 6_250, start)
    await setRate('boats-sails', 500, start)
    const { rates: history, next_rate } = await show('boats-sails')
    expect(next_rate!.rate_bps).toBe(500)
    expect(history.slice(0, 3).map(each => [each.rate_bps, each.replaced, each.reason])).toEqual([
      [500, false, reason],
      [6_250, true, reason],
      [625, false, reason],
    ])
    const { items } = await operator.api.listAudit({ action: 'rate.set' })
    expect(items[0]).toMatchObject({
      subject: 'boats-sails',
      after: { rate_bps: 500, effective_at: `${start}`, reason },
    })
  })

  test('R3.1c a planned rate can be withdrawn until it takes effect, with those it replaced; the audit keeps it', async () => {
    const before = await show('boats-sails')
    const start = market.db.clock.now().add({ hours: 600 }).round('second')
    await setRate('boats-sails', 700, start)
    await setRate('boats-sails', 9_000, start)
    const [planned, replaced] = (await show('boats-sails')).rates
    const withdraw = async (rate_id: string) => operator.api.withdrawRate({ ...(await now('boats-sails')), rate_id })
    const stale = { category: 'boats-sails', revision: 1, reason, rate_id: planned!.id }
    expect(await refusalOf(operator.api.withdrawRate(stale))).toBe('category.changed_meanwhile')
    await withdraw(planned!.id)
    const after = await show('boats-sails')
    expect({ ...after, revision: 0 }).toEqual({ ...before, revision: 0 })
    for (const gone of [planned!, replaced!]) expect(await refusalOf(withdraw(gone.id))).toBe('rate.not_planned')
    const inEffect = after.rates.find(rate => Date.parse(rate.effective_at) <= market.db.clock.now().epochMilliseconds)!
    expect(await refusalOf(withdraw(inEffect.id))).toBe('rate.not_planned')
    expect((await show('boats-sails')).revision).toBe(after.revision)
    const { items } = await operator.api.listAudit({ action: 'rate.withdraw' })
    expect(items).toMatchObject([
      { subject: 'boats-sails', before: { rate_bps: 9_000, effective_at: `${start}` }, after: { reason } },
    ])
  })

  test('R3.1d a rate in the past, or not between 0 and 100 %, is refused and changes nothing', async () => {
    const before = await show('boats-sails')
    const past = market.db.clock.now().subtract({ seconds: 5 })
    expect(await refusalOf(setRate('boats-sails', 500, past))).toBe('rate.in_the_past')
    for (const rate of [-1, 10_001, 5.5]) expect(await refusalOf(setRate('boats-sails', rate))).toBe('request.invalid')
    expect(await show('boats-sails')).toEqual(before)
    await setRate('boats-sails', 10_000)
    expect((await show('boats-sails')).rate_bps).toBe(10_000)
  })
})

test('what operators change is on record with its reason', async () => {
  const { items } = await operator.api.listAudit({ limit: 100 })
  const actions = new Set(items.map(each => each.action))
  expect([...actions].sort()).toEqual([
    'category.add',
    'category.assign',
    'category.unassign',
    'category.update',
    'rate.set',
    'rate.withdraw',
  ])
  expect(items.every(each => (each.after as { reason: string }).reason === reason)).toBe(true)
})

test('R3.1g a rate outside the limits that policies set is refused', async () => {
  for (const [key, value] of [
    ['taxonomy.rate_min_bps', 500],
    ['taxonomy.rate_max_bps', 800],
  ] as const)
    await operator.api.setPolicy({ key, value, reason: 'the default' })
  for (const rate of [499, 801, 9_000]) expect(await refusalOf(setRate('boats', rate))).toBe('rate.out_of_range')
  await setRate('boats', 800)
})
