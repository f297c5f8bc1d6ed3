import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { newId, publicId } from '#platform/ids.ts'
import { inTx } from '#platform/tx.ts'
import { distanceOf } from '#search/correct.across.ts'
import { markAll, recomputeScores } from '#search/index.ts'
import { areTiersFull, setTiers, tierFor } from '#search/tiers.ts'
import { termsOf, wordsOf } from '#search/words.ts'
import { openMarket, refusalOf, type Store } from '../../test/market.ts'

const market = openMarket()
const stranger = () => market.as(null).api
const find = async (input: Parameters<ReturnType<typeof stranger>['searchProducts']>[0]) => {
  const answer = await stranger().searchProducts({ limit: 100, ...input })
  return { ...answer, titles: answer.items.map(item => item.title).sort() }
}

type Said = {
  title: string
  description?: string
  attributes?: object
  price?: number
  colors?: string[]
  category?: string
}
async function sell(
  store: Store,
  { title, description = 'Made well.', attributes = {}, price = 2_000, colors, category = 'test-things' }: Said,
) {
  const { api } = store.owner
  const one = { price_minor: price, on_hand: 5 }
  const sku = title.replaceAll(' ', '-')
  const product = {
    title,
    description,
    category,
    attributes: attributes as never,
    template_id: store.templateId,
    pictures: [await market.picture(store)],
    variants: colors
      ? colors.map(color_key => ({ ...one, color_key, sku: `${sku}-${color_key}` }))
      : [{ ...one, name: 'One', sku }],
  }
  const { id } = await api.createProduct(product)
  await api.publishProduct({ product_id: id })
  await market.settle()
  return { id, product, api }
}

test('E10a words are found in titles first, then in descriptions; with endings, without accents and capitals', async () => {
  const store = await market.store()
  await sell(store, { title: 'Marbled teapots', description: 'For quiet afternoons.' })
  await sell(store, { title: 'Brass kettle', description: 'Stands beside a marbled teapot.' })
  await sell(store, { title: 'Soupière marbrée' })
  const { items, total } = await stranger().searchProducts({ q: 'MARBLED Teapot' })
  expect(items.map(item => item.title)).toEqual(['Marbled teapots', 'Brass kettle'])
  expect(total).toEqual({ count: 2, more: false })
  expect((await find({ q: 'soupiere' })).titles).toEqual(['Soupière marbrée'])
  expect((await find({ q: 'SOUPIÈRES marbrees' })).titles).toEqual(['Soupière marbrée'])
})

test('E10a what is called so comes before what only its store is called', async () => {
  const store = await market.store()
  await sell(store, { title: 'Ordinary umbrella' })
  const { slug } = (await stranger().listStores({ limit: 100 })).items.find(
    each => each.id === publicId('sto', store.id),
  )!
  const name = slug.replace('-', ' ')
  await sell(await market.store(), { title: `Thing for ${name}` })
  expect((await stranger().searchProducts({ q: name })).items.map(item => item.title)).toEqual([
    `Thing for ${name}`,
    'Ordinary umbrella',
  ])
})

test('E10j with a color chosen, a card has the picture and name of that color, one in stock before another', async () => {
  const store = await market.store()
  const { api } = store.owner
  const [cover, blue, gone] = await Promise.all([market.picture(store), market.picture(store), market.picture(store)])
  const variants = [
    { name: 'Charcoal', color_key: 'gray', color: '#444444', picture: cover, on_hand: 3 },
    { name: 'Sea', color_key: 'blue', color: '#123456', picture: gone, on_hand: 0 },
    { name: 'Sky', color_key: 'blue', color: '#88aaff', picture: blue, on_hand: 2 },
  ].map(each => ({ ...each, sku: `tinted-${each.name}`, price_minor: 2_000 }))
  const { id } = await api.createProduct({
    title: 'Tinted vial',
    description: 'Made well.',
    category: 'test-things',
    template_id: store.templateId,
    pictures: [cover, gone, blue],
    variants,
  })
  await api.publishProduct({ product_id: id })
  await market.settle()
  const cardOf = async (filter: string) => (await stranger().searchProducts({ q: 'vial', filter })).items[0]!
  const shownPicture = async (color: string) => {
    const { variants } = await stranger().showProduct({ product_id: id })
    return variants.find(variant => variant.name === color)!.picture!.small.replace(/\d+\.webp$/, '480.webp')
  }
  const [plain, asked] = [await cardOf(''), await cardOf('color=blue')]
  expect(plain).toMatchObject({ color: null, available: 5, colors: ['#444444', '#123456', '#88aaff'] })
  expect(plain.picture).toBe(await shownPicture('Charcoal'))
  expect(asked).toMatchObject({ id, color: 'Sky' })
  expect(asked.picture).toBe(await shownPicture('Sky'))
})

test('E10b a typing error is corrected, and the response has the corrected words', async () => {
  const store = await market.store()
  await sell(store, { title: 'Velvet armchair' })
  expect(await find({ q: 'velvte armchiar' })).toMatchObject({
    titles: ['Velvet armchair'],
    corrected: 'velvet armchair',
  })
  expect((await find({ q: 'velvet armchair' })).corrected).toBeNull()
  const none = await find({ q: 'xylophonic' })
  expect([none.titles, none.corrected, none.relaxed]).toEqual([[], null, false])
})

test('E10c where nothing has all words, what has one of them is shown, with a note of that', async () => {
  const store = await market.store()
  await sell(store, { title: 'Copper ladle' })
  await sell(store, { title: 'Slate trivet' })
  const answer = await find({ q: 'copper trivet' })
  expect([answer.titles, answer.relaxed]).toEqual([['Copper ladle', 'Slate trivet'], true])
})

test('E10d a category in either language finds what stands in it', async () => {
  const store = await market.store()
  const { id } = await sell(store, { title: 'Quillon', category: 'womens-jeans', attributes: {} })
  for (const q of ['quillon jeans', 'quillon femme', 'quillon women'])
    expect((await find({ q })).items.map(item => item.id)).toEqual([id])
  const { path, categories } = await find({ category: 'womens-clothing', q: 'quillon' })
  expect(path.map(step => step.key)).toEqual(['clothing-and-accessories', 'womens-clothing'])
  expect(categories).toEqual([{ key: 'womens-jeans', name: "Women's jeans", count: 1 }])
  expect((await find({ category: 'mens-clothing', q: 'quillon' })).titles).toEqual([])
})

test('E10e filters: one of the values of an attribute, all of the attributes; counted', async () => {
  const store = await market.store()
  await sell(store, {
    title: 'Filtrum one',
    attributes: { test_glaze: 'matt', test_oven: true },
    category: 'test-mugs',
  })
  await sell(store, {
    title: 'Filtrum two',
    attributes: { test_glaze: 'glossy' },
    category: 'test-mugs',
    colors: ['red', 'blue'],
  })
  await sell(store, {
    title: 'Filtrum three',
    attributes: { test_glaze: 'matt' },
    category: 'test-mugs',
    colors: ['blue'],
  })
  const { facets } = await find({ q: 'filtrum' })
  const glaze = facets.find(facet => facet.key === 'test_glaze')!
  expect(glaze.values).toEqual([
    { key: 'matt', name: 'Matt', count: 2, chosen: false },
    { key: 'glossy', name: 'Glossy', count: 1, chosen: false },
  ])
  const by = async (filter: string) => (await find({ q: 'filtrum', filter })).titles.map(title => title.slice(8))
  expect(await by('test_glaze=matt')).toEqual(['one', 'three'])
  expect(await by('test_glaze=matt,test_glaze=glossy')).toEqual(['one', 'three', 'two'])
  expect(await by('test_glaze=matt,color=blue')).toEqual(['three'])
  expect(await by('test_oven=yes')).toEqual(['one'])
  expect(await by('color=red')).toEqual(['two'])
  const chosen = (await find({ q: 'filtrum', filter: 'test_glaze=matt', locale: 'fr' })).facets[0]!
  expect(chosen).toMatchObject({ key: 'test_glaze', name: 'Émail' })
  expect(chosen.values[0]).toMatchObject({ key: 'matt', chosen: true })
  // a chosen value does not hide the others that could be added
  expect(chosen.values.map(value => value.key).sort()).toEqual(['glossy', 'matt'])
})

test('E10e sizes stand from small to large, however many have them', async () => {
  const store = await market.store()
  const { api } = store.owner
  const sizes = ['XL', '100', 'S', '38', 'One size', 'M', '36 1/2', '36']
  for (const [n, sold] of [sizes, ['XL', '38']].entries()) {
    const { id } = await api.createProduct({
      title: `Grandeur ${n}`,
      description: 'Made well.',
      category: 'test-things',
      template_id: store.templateId,
      pictures: [await market.picture(store)],
      variants: sold.map(size => ({ size, price_minor: 900, on_hand: 1, sku: `grandeur-${n}-${size}` })),
    })
    await api.publishProduct({ product_id: id })
  }
  await market.settle()
  const { facets } = await find({ q: 'grandeur' })
  const names = facets.find(facet => facet.key === 'size')!.values.map(value => value.name)
  expect(names).toEqual(['S', 'M', 'XL', '36', '36 1 2', '38', '100', 'One size'])
})

test('E10f price, order, and pages that neither lose nor repeat a product', async () => {
  const store = await market.store()
  const prices = [700, 100, 300, 500, 300, 900]
  for (const [n, price] of prices.entries()) await sell(store, { title: `Pagina ${n}`, price })
  expect((await find({ q: 'pagina', price_from: 300, price_to: 700 })).total.count).toBe(4)
  for (const sort of ['relevance', 'price', 'price_down', 'newest'] as const) {
    const seen: { title: string; price: number }[] = []
    let after: string | undefined
    do {
      const { items, next } = await stranger().searchProducts({ q: 'pagina', sort, limit: 2, after })
      seen.push(...items.map(item => ({ title: item.title, price: item.price.amount_minor })))
      after = next ?? undefined
    } while (after)
    expect(new Set(seen.map(each => each.title)).size).toBe(6)
    expect(seen).toHaveLength(6)
    const ascending = [100, 300, 300, 500, 700, 900]
    if (sort === 'price') expect(seen.map(each => each.price)).toEqual(ascending)
    if (sort === 'price_down') expect(seen.map(each => each.price)).toEqual(ascending.toReversed())
    if (sort === 'newest') expect(seen[0]!.title).toBe('Pagina 5')
  }
})

test('E10f what matches is ordered by phase, tier and score, wherever a page ends and whatever most products share', async () => {
  const { db } = market
  const store = await market.store()
  for (let n = 0; n < 9; n++)
    await sell(store, n % 3 ? { title: `Stratum ${n}` } : { title: `Layer ${n}`, description: 'A stratum of its own.' })
  await sql`update search.tiers set floor = 0 where tier < 3`.execute(db.read) // all tiers are in use
  const arrangements = fc.array(fc.record({ tier: fc.nat({ max: 3 }), score: fc.nat({ max: 2 }) }), {
    minLength: 9,
    maxLength: 9,
  })
  await fc.assert(
    fc.asyncProperty(arrangements, fc.integer({ min: 1, max: 10 }), fc.boolean(), async (places, limit, common) => {
      await sql`
        with placed as (
          select product_id, (${JSON.stringify(places)}::jsonb -> (row_number() over (order by product_id) - 1)::int) as place
          from search.documents where store_id = ${store.id})
        update search.documents d set tier = (place ->> 'tier')::int, score = (place ->> 'score')::int
        from placed p where p.product_id = d.product_id
      `.execute(db.read)
      await sql`delete from search.common`.execute(db.read)
      if (common) await sql`insert into search.common values ('to=fr')`.execute(db.read)
      const { rows } = await sql<{ title: string }>`
        select p.title from search.documents d join catalog.products p on p.id = d.product_id
        where d.store_id = ${store.id} order by p.title like 'Layer%', d.tier, d.score desc, d.product_id desc
      `.execute(db.read)
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await stranger().searchProducts({ q: 'stratum', limit, after })
        expect(page.total.count).toBe(9)
        seen.push(...page.items.map(item => item.title))
        after = page.next ?? undefined
      } while (after)
      expect(seen).toEqual(rows.map(row => row.title))
    }),
    { numRuns: 25 },
  )
  await sql`delete from search.common`.execute(db.read)
  await sql`update search.tiers set floor = null`.execute(db.read)
})

test('the best thousand are the first tier, and new products go to the tier of their score', async () => {
  const undone = inTx(market.db, 'tiers', async tx => {
    await sql`delete from search.documents`.execute(tx)
    const fill = (from: number, to: number) =>
      sql`
        insert into search.documents (product_id, store_id, words, texts, facets, terms, price_minor, online_at, score)
        select gen_random_uuid(), ${newId()}, array_to_tsvector(array['to=fr', case when n % 3 = 0 then 'to=fi' else 'to=de' end]),
          '', '', '{}', 1, now(), n from generate_series(${from}::int, ${to}::int) n
      `.execute(tx)
    const tierOf = async (score: number) =>
      (await sql<{ tier: number }>`select ${tierFor(score)} as tier`.execute(tx)).rows[0]!.tier
    await fill(1, 900)
    await setTiers(tx)
    expect([await tierOf(0), await areTiersFull(tx)]).toEqual([0, false])
    await fill(901, 2_100)
    expect(await areTiersFull(tx)).toBe(true)
    await setTiers(tx)
    const { rows } = await sql`
      select tier, count(*)::int as count, min(score) as worst from search.documents group by tier order by tier
    `.execute(tx)
    expect(rows).toEqual([
      { tier: 0, count: 1_000, worst: 1_101 },
      { tier: 1, count: 1_100, worst: 1 },
    ])
    expect([await tierOf(1_102), await tierOf(1_101), await tierOf(0)]).toEqual([0, 1, 1])
    const { rows: common } = await sql`select facet from search.common order by 1`.execute(tx)
    expect(common).toEqual([{ facet: 'to=de' }, { facet: 'to=fr' }])
    throw new Error('enough')
  })
  await expect(undone).rejects.toThrow('enough')
})

test('R5.1e what a store does not send to a country is not found there, from a change of its template on', async () => {
  const store = await market.store()
  await sell(store, { title: 'Terminus lamp' })
  const { api } = store.owner
  const to = async (country: string) => (await find({ q: 'terminus', country })).titles.length
  expect([await to('FR'), await to('FI')]).toEqual([1, 0])
  const rates = { standard: { price_minor: 0, carriers: { dhl: { min_days: 1, max_days: 2 } } } }
  await api.updateTemplate({ template_id: store.templateId, name: 'North', zones: [{ countries: ['FI'], rates }] })
  // before the index follows, what is shown is what is true
  expect([await to('FR'), await to('FI')]).toEqual([0, 0])
  await market.settle()
  expect([await to('FR'), await to('FI')]).toEqual([0, 1])
  expect(
    (await find({ q: 'terminus', country: 'FI', free_shipping: 'true', within_week: 'true' })).titles,
  ).toHaveLength(1)
  expect((await find({ q: 'terminus', country: 'XX' })).titles).toHaveLength(0)
})

test('R48.2a what goes on sale, changes or leaves is found, found anew, or found no more', async () => {
  const store = await market.store()
  const { id, api } = await sell(store, { title: 'Ephemera vase' })
  await api.updateProduct({
    product_id: id,
    revision: 1,
    title: 'Perennia vase',
    variants: [{ id: (await api.showStoreProduct({ product_id: id })).variants[0]!.id, sku: 'other' }],
  })
  // before the index is updated, results still show the current data
  expect((await find({ q: 'ephemera' })).titles).toEqual(['Perennia vase'])
  await market.settle()
  expect([(await find({ q: 'ephemera' })).titles, (await find({ q: 'perennia' })).titles]).toEqual([
    [],
    ['Perennia vase'],
  ])
  await api.unlistProduct({ product_id: id })
  expect((await find({ q: 'perennia' })).titles).toEqual([])
  await market.settle()
  const { rows } = await sql`select from search.documents where words @@ to_tsquery('simple', 'perennia')`.execute(
    market.db.read,
  )
  expect(rows).toEqual([])
})

test('E10g suggestions complete words, pairs of words, categories and stores that lead somewhere', async () => {
  const store = await market.store()
  await sell(store, { title: 'Hammered jardinière', category: 'womens-jeans' })
  await recomputeScores(market.db)
  const ask = (q: string, locale = 'en') => stranger().suggestSearches({ q, locale })
  expect((await ask('hamm')).words).toEqual(['hammered', 'hammered jardinière'])
  expect((await ask('JARDINIE')).words).toEqual(['jardinière'])
  expect((await ask('jardniere')).words).toEqual(['jardinière'])
  expect((await ask('hamered')).words).toEqual(['hammered', 'hammered jardinière'])
  expect((await ask('qwrtzplk')).words).toEqual([])
  expect((await ask('jean')).categories).toEqual([
    { key: 'womens-jeans', name: "Women's jeans", within: "Women's clothing" },
  ])
  expect((await ask('women')).categories.map(each => each.key)).toContain('womens-clothing')
  expect((await ask('dresses')).categories).toEqual([])
  expect((await ask('store')).stores.length).toBeGreaterThan(0)
  expect((await ask('h')).words).toEqual([])
})

test('products bought more often come first, and a new product is ranked higher for a month', async () => {
  const store = await market.store()
  const old = await sell(store, { title: 'Ordinal first' })
  const liked = await sell(store, { title: 'Ordinal second' })
  const { db } = market
  await sql`update search.documents set online_at = online_at - interval '60 days' where store_id = ${store.id}`.execute(
    db.read,
  )
  const { variants } = await store.owner.api.showStoreProduct({ product_id: liked.id })
  for (let n = 0; n < 3; n++) await market.buy(await market.person(), [variants[0]!.id])
  await recomputeScores(db)
  const { items } = await stranger().searchProducts({ q: 'ordinal' })
  expect(items.map(item => item.id)).toEqual([liked.id, old.id])
})

test('everything can be rebuilt, by two processes at once', async () => {
  const before =
    await sql`select product_id, words, texts, facets, price_minor from search.documents order by 1`.execute(
      market.db.read,
    )
  await inTx(market.db, 'mark', tx => markAll(tx))
  await sql`update search.documents set words = '', texts = '', facets = '{}', price_minor = 1`.execute(market.db.read)
  await Promise.all([market.settle(), market.settle(), market.settle()])
  const after =
    await sql`select product_id, words, texts, facets, price_minor from search.documents order by 1`.execute(
      market.db.read,
    )
  expect(after.rows).toEqual(before.rows)
  expect((await sql`select from search.stale`.execute(market.db.read)).rows).toEqual([])
})

test('no words, filters or cursors make it fail', async () => {
  const forged = (...parts: string[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')
  const id = newId()
  expect((await stranger().searchProducts({ after: forged('1', '0', '0', id) })).items).toEqual([])
  expect((await stranger().searchProducts({ q: 'lamp', after: forged('1', '9', '-5', id) })).items).toEqual([])
  const year0 = forged('0', '0000-01-01T00:00:00Z', id)
  expect(await refusalOf(stranger().searchProducts({ sort: 'newest', after: year0 }))).toBe('request.invalid')
  const odd = fc.oneof(
    // what cannot be stored is refused before any route runs
    fc.string({ unit: 'binary', maxLength: 60 }).filter(text => text.isWellFormed() && !text.includes('\u0000')),
    fc.constantFrom("'; drop table x; --", "a' | b & !c:*", '\\', 'ß ﬁ İ', "l'eau", 'the', 'a a a'),
  )
  await fc.assert(
    fc.asyncProperty(odd, odd, odd, async (q, filter, after) => {
      await stranger().searchProducts({ q, filter })
      await stranger().suggestSearches({ q: q.slice(0, 100) })
      const code = await stranger()
        .searchProducts({ q, after })
        .then(
          () => 'none',
          error => error.code,
        )
      expect(['none', 'request.invalid']).toContain(code)
    }),
    { numRuns: 60 },
  )
})

test.each([
  ['teapot', 'teapot', 0],
  ['tepot', 'teapot', 1],
  ['taepot', 'teapot', 1],
  ['teepod', 'teapot', 2],
  ['kettle', 'teapot', 3],
])('%s is %s but for %i letters', (a, b, distance) => {
  expect(distanceOf(a, b, 2)).toBe(distance)
  expect(distanceOf(b, a, 2)).toBe(distance)
})

test('titles make words and pairs, without the little ones', () => {
  expect(termsOf('The Lamp of Crème brûlée')).toEqual(['lamp', 'crème', 'crème brûlée', 'brûlée'])
  expect(wordsOf("L'été à Zürich, n° 5")).toEqual(['l', 'ete', 'a', 'zurich', 'n', '5'])
})

test('E10h words that operators call the same find one another, phrases and plurals too, until they are taken apart', async () => {
  const operator = await market.person({ operator: true })
  const store = await market.store()
  await sell(store, { title: 'Walnut davenport' })
  await sell(store, { title: 'Oak loveseat' })
  await sell(store, { title: 'Elm two seater' })
  const { id } = await operator.api.addSynonyms({ words: ['Davenport', 'Two-seater', 'loveseat', 'DAVENPORT'] })
  const all = ['Elm two seater', 'Oak loveseat', 'Walnut davenport']
  for (const q of ['davenport', 'loveseats', 'two seater', 'Two-Seaters']) {
    const { titles, corrected, relaxed } = await find({ q })
    expect([titles, corrected, relaxed]).toEqual([all, null, false])
  }
  expect((await find({ q: 'loveseat', sort: 'price' })).titles).toEqual(all)
  expect((await find({ q: 'oak davenport' })).titles).toEqual(['Oak loveseat'])
  await operator.api.changeSynonyms({ synonyms_id: id, words: ['davenport', 'loveseat'] })
  expect((await find({ q: 'davenport' })).titles).toEqual(['Oak loveseat', 'Walnut davenport'])
  expect((await operator.api.listSynonyms({})).items).toContainEqual({ id, words: ['davenport', 'loveseat'] })
  await operator.api.removeSynonyms({ synonyms_id: id })
  expect((await find({ q: 'davenport' })).titles).toEqual(['Walnut davenport'])
  expect(await refusalOf(operator.api.removeSynonyms({ synonyms_id: id }))).toBe('synonyms.not_found')
  expect(await refusalOf(operator.api.addSynonyms({ words: ['settle', 'Settlé', '—'] }))).toBe('synonyms.too_few')
})

test('E10i what was not found as asked is counted, with what was shown instead, and nothing about people', async () => {
  const operator = await market.person({ operator: true })
  const store = await market.store()
  await sell(store, { title: 'Gossamer veil' })
  await Promise.all([find({ q: 'Zzyzx' }), find({ q: 'zzyzx' }), find({ q: 'ZZYZX!' })])
  await find({ q: 'gossamre' })
  await find({ q: 'gossamer zzyzx' })
  await find({ q: 'gossamer' })
  // filters that match nothing do not show what the market lacks, and addresses and numbers of people are private
  await find({ q: 'gossamer', price_from: 90_000 })
  await find({ q: 'zoe.luk@example.eu' })
  await find({ q: '06 12 34 56 78' })
  const { items } = await operator.api.listZeroResultSearches({ limit: 100 })
  const of = (term: string) => items.find(each => each.term === term)
  expect(of('zzyzx')).toMatchObject({ count: 3, answer: 'nothing' })
  expect(of('gossamre')).toMatchObject({ count: 1, answer: 'corrected' })
  expect(of('gossamer zzyzx')).toMatchObject({ count: 1, answer: 'relaxed' })
  expect(items.filter(each => /^gossamer$|zoe|06/.test(each.term))).toEqual([])
  const first = await operator.api.listZeroResultSearches({ limit: 1 })
  const second = await operator.api.listZeroResultSearches({ limit: 100, after: first.next! })
  expect([...first.items, ...second.items]).toEqual(items)
  expect((await operator.api.listZeroResultSearches({ answer: 'corrected' })).items.map(each => each.term)).toContain(
    'gossamre',
  )
  expect(
    (await operator.api.listZeroResultSearches({ answer: 'corrected' })).items.map(each => each.term),
  ).not.toContain('zzyzx')
  const csv = await operator.api.exportZeroResultSearches({ answer: 'relaxed' })
  expect(csv.bytes.toString()).toContain('gossamer zzyzx')
})
