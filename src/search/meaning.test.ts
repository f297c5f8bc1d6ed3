import { expect, test } from 'vitest'
import { publicId } from '#platform/ids.ts'
import { recomputeScores } from '#search/index.ts'
import { headWordsOf, significantWords, wordsOf } from '#search/words.ts'
import { openMarket, type Store } from '../../test/market.ts'

const market = openMarket()
const find = async (q: string, locale = 'en', more: object = {}) => {
  const answer = await market.as(null).api.searchProducts({ q, locale, limit: 50, ...more })
  return { ...answer, titles: answer.items.map(item => item.title) }
}

async function sell(
  store: Store,
  title: string,
  { category = 'test-things', sku = title, description = 'Made well.' } = {},
) {
  const { api } = store.owner
  const { id } = await api.createProduct({
    title,
    description,
    category,
    template_id: store.templateId,
    pictures: [await market.picture(store)],
    variants: [{ name: 'One', sku: sku.slice(0, 40), price_minor: 2_000, on_hand: 5 }],
  })
  await api.publishProduct({ product_id: id })
  await market.settle()
  return id
}

test('E10k words that only join others are not asked for, in six languages', async () => {
  const store = await market.store()
  await sell(store, 'Sac cuir vachette')
  for (const q of [
    'sac en cuir',
    'un sac de vachette',
    'sac para vachette',
    'sac mit cuir',
    'sac ile cuir',
    'sac della vachette',
  ]) {
    const { titles, corrected, relaxed } = await find(q, 'fr')
    expect([q, titles, corrected, relaxed]).toEqual([q, ['Sac cuir vachette'], null, false])
  }
  expect(significantWords('bague en or', 'fr')).toEqual(['bague', 'or'])
  expect(significantWords('salt or pepper', 'en')).toEqual(['salt', 'pepper'])
  expect(significantWords('tasse à thé', 'fr')).toEqual(['tasse', 'the'])
  expect(significantWords('the', 'en')).toEqual(['the'])
  expect(significantWords('boucles d’oreilles', 'fr')).toEqual(['boucles', 'oreilles'])
})

test('E10l letters that Unicode does not decompose are found by their plain ones, in searches, suggestions and addresses', async () => {
  const store = await market.store()
  const id = await sell(store, 'Kırmızı Çiçek Straße Ærø Łódź Đak')
  for (const q of ['kırmızı', 'kirmizi', 'KIRMIZI', 'strasse', 'STRASSE', 'aero', 'lodz', 'dak']) {
    const { titles, corrected } = await find(q)
    expect([q, titles.length, corrected]).toEqual([q, 1, null])
  }
  const suggested = async (q: string) => (await market.as(null).api.suggestSearches({ q })).words[0]
  expect([await suggested('kirm'), await suggested('KIRM')]).toEqual(['kırmızı', 'kırmızı'])
  expect(await suggested('aer')).toMatch(/^ærø/)
  expect((await market.as(null).api.showProduct({ product_id: id })).slug).toBe('kirmizi-cicek-strasse-aero-lodz-dak')
})

test.each([
  ['puzzle 48x36', 'puzzle 48 36'],
  ['48 × 36 cm', '48 360mm'],
  ['m8 x 40', 'm8 40'],
  ['0.48 m', '480mm'],
  ['1.5 kg', '1500g'],
  ['1,5 l', '1500ml'],
  ['1,000 pieces', '1000 pieces'],
  ['1 000 pièces', '1000 pieces'],
  ['+2.0', '2'],
  ['violin 3/4', 'violin 3f4'],
  ['28 pouces', '28in'],
  ['T-shirt', 'tshirt'],
  ['Women’s scarves', 'woman s scarf'],
  ['陶瓷茶杯', '陶瓷 瓷茶 茶杯'],
])('E10m %s is %s to the search', (text, words) => {
  expect(wordsOf(text).join(' ')).toBe(words)
})

test('E10m measures and sizes are found however they are written', async () => {
  const store = await market.store()
  await sell(store, 'Zellij tile 40 x 60 cm')
  await sell(store, 'Zellij tile 40 x 20 cm')
  for (const q of ['zellij 40x60', 'zellij 40 × 60', 'zellij 40*60 cm', 'zellij 60 cm', 'zellij 600 mm'])
    expect([q, (await find(q)).titles]).toEqual([q, ['Zellij tile 40 x 60 cm']])
  await sell(store, '陶瓷茶杯 青')
  expect((await find('茶杯')).titles).toEqual(['陶瓷茶杯 青'])
  expect(significantWords('chaussures taille 38', 'fr')).toEqual(['chaussures', 'size38'])
  expect(significantWords('casque taille L', 'fr')).toEqual(['casque', 'sizel'])
})

test('E10n what is called so comes before what has it in the title, and that before what its brand or store is called', async () => {
  const store = await market.store()
  await sell(store, 'Cordial, with a note of samphire', { description: 'A glass of cordial.' })
  await sell(store, 'Samphire tin opener')
  await sell(store, 'Green samphire')
  await sell(store, 'Ordinary ladle', { description: 'Samphire is drawn on it.' })
  expect((await find('samphire')).titles).toEqual([
    'Green samphire',
    expect.stringMatching(/Cordial|opener/),
    expect.stringMatching(/Cordial|opener/),
    'Ordinary ladle',
  ])
  expect(headWordsOf('Jade paper lantern with tassels')).toEqual(['lantern', 'jade'])
  expect(headWordsOf('Lampe de table')).toEqual(['lampe'])
})

test('E10n where nothing has all words, what has more of them comes first', async () => {
  const store = await market.store()
  await sell(store, 'Quilted parka')
  await sell(store, 'Quilted crimson parka')
  await sell(store, 'Crimson teacosy')
  const { titles, relaxed } = await find('quilted crimson anorak parka')
  expect([relaxed, titles[0]]).toEqual([true, 'Quilted crimson parka'])
  expect(titles.slice(1).sort()).toEqual(['Crimson teacosy', 'Quilted parka'])
})

test('E10b swapped letters are corrected, two words that are one are joined; a word known in another form stays', async () => {
  const store = await market.store()
  await sell(store, 'Brass samovar')
  await sell(store, 'Sturdy footstool', { description: 'It has a lid.' })
  expect(await find('samvoar')).toMatchObject({ corrected: 'samovar', titles: ['Brass samovar'] })
  expect(await find('asmovar')).toMatchObject({ corrected: 'samovar' })
  expect(await find('foot stool')).toMatchObject({ corrected: 'footstool', titles: ['Sturdy footstool'] })
  // found nothing, and yet no word is unknown: descriptions, plurals, names of categories and values count
  for (const q of ['lid samovars footstools', 'black samovars footstools'])
    expect([q, (await find(q)).corrected]).toEqual([q, null])
})

test('E10o an article number and a product’s id lead to the product', async () => {
  const store = await market.store()
  await sell(store, 'Linen napkin 12', { sku: 'OTHER-1' })
  const id = await sell(store, 'Napkin ring', { sku: 'NAP-12/a' })
  for (const q of ['NAP-12/a', 'nap-12/A', id, id.slice(4), id.slice(-22)])
    expect([q, (await find(q)).titles[0]]).toEqual([q, 'Napkin ring'])
})

test('E10p the name of a store leads to the store, beside the products', async () => {
  const store = await market.store()
  await sell(store, 'Nameless thing')
  await recomputeScores(market.db)
  const { items } = await market.as(null).api.listStores({ limit: 100 })
  const { name, slug } = items.find(each => each.id === publicId('sto', store.id))!
  expect((await find(name)).store).toEqual({ slug, name })
  expect((await find(`thing ${name}`)).store).toEqual({ slug, name })
  expect((await find('nameless')).store).toBeNull()
})
