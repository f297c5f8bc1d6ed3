import type { Db } from '#platform/db.ts'
import { fillCatalog, searchCountry } from '../test/relevance/fill-catalog.ts'
import { firstIsRight, type GradedQuery, gradedQueries, ndcg } from '../test/relevance/grade.ts'
import { readMeanings } from '../test/relevance/read-meanings.ts'

type Judged = GradedQuery & { readonly ndcg: number | null; readonly first: boolean | null; readonly led: boolean }

/**
 * How well the search route answers the graded queries of test/relevance, in a market with the products of the demo, asked
 * from the country where all are delivered. Prints means; of those held out, none one by one and none by kind.
 */
export async function relevance(db: Db, base: URL): Promise<void> {
  const catalog = await fillCatalog(db, 1, 1_500)
  const judged: Judged[] = []
  for (const query of gradedQueries(readMeanings(), catalog)) judged.push(await judge(base, query))
  const main = judged.filter(({ language }) => language === 'en' || language === 'fr')
  const others = judged.filter(query => !main.includes(query))
  for (const heldOut of [false, true]) {
    const of = (queries: readonly Judged[]) => queries.filter(query => query.heldOut === heldOut)
    const name = heldOut ? 'held out' : 'tuned'
    print(`${name}: en + fr`, of(main))
    for (const language of ['en', 'fr'])
      print(`${name}: ${language}`, of(main.filter(query => query.language === language)))
    print(`${name}: es, it, de, tr`, of(others))
  }
  for (const [kind, queries] of Map.groupBy(
    main.filter(query => !query.heldOut),
    query => query.kind,
  ))
    print(kind, queries)
  const stores = judged.filter(query => query.store)
  console.log(`leads to the store: ${stores.filter(query => query.led).length} of ${stores.length}`)
}

async function judge(base: URL, query: GradedQuery): Promise<Judged> {
  const asked = new URLSearchParams({ q: query.text, locale: query.language, country: searchCountry, limit: '10' })
  const response = await fetch(new URL(`/api/shop/search?${asked}`, base))
  const answer = (await response.json()) as { items: { id: string }[]; store: { slug: string } | null }
  const found = answer.items.map(({ id }) => id)
  const { grades, store } = query
  return { ...query, ndcg: ndcg(found, grades), first: firstIsRight(found, grades), led: answer.store?.slug === store }
}

function print(name: string, queries: readonly Judged[]): void {
  const judged = queries.filter(query => query.ndcg !== null)
  const mean = (of: (query: Judged) => number) => judged.reduce((sum, query) => sum + of(query), 0) / judged.length
  if (judged.length === 0) return
  console.log(
    `${name.padEnd(24)} ${`${judged.length}`.padStart(4)} queries   nDCG@10 ${mean(query => query.ndcg!).toFixed(3)}   ` +
      `first right ${(100 * mean(query => Number(query.first))).toFixed(1)} %`,
  )
}
