import { beforeAll, expect, test } from 'vitest'
import { openMarket } from '../market.ts'
import { fillCatalog, searchCountry } from './fill-catalog.ts'
import { firstIsRight, type GradedQuery, gradedQueries, ndcg } from './grade.ts'
import { readMeanings } from './read-meanings.ts'

const market = openMarket({ tree: false, frozen: false })

/** Every second query in English and French; those held out are asked by the bench only. */
const asked: GradedQuery[] = []
beforeAll(async () => {
  const catalog = await fillCatalog(market.db, 1, 1_500)
  const queries = gradedQueries(readMeanings(), catalog).filter(
    ({ heldOut, language }) => !heldOut && (language === 'en' || language === 'fr'),
  )
  asked.push(...queries.filter((_, n) => n % 2 === 0))
}, 120_000)

// a little below what was reached: 0.92 and 95 % of all queries that are not held out
test('E10k what was meant is found: nDCG of the first ten at least 0.88, the first one right in nine of ten', async () => {
  const results = []
  for (const { text, language, grades } of asked) {
    if (grades.size === 0) continue
    const { items } = await market
      .as(null)
      .api.searchProducts({ q: text, locale: language, country: searchCountry, limit: 10 })
    const found = items.map(item => item.id)
    results.push({ ndcg: ndcg(found, grades)!, first: firstIsRight(found, grades) })
  }
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length
  expect(results.length).toBeGreaterThan(200)
  expect(mean(results.map(each => each.ndcg))).toBeGreaterThan(0.88)
  expect(mean(results.map(each => Number(each.first)))).toBeGreaterThan(0.9)
}, 120_000)
