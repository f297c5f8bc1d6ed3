import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isTest, type Source, sourceOf, sourcesIn } from '#app/architecture/source.ts'
import { difference, placeOrder, trace } from '../../tools/trace.ts'

const page = readFileSync('docs/traces/place-order.md', 'utf8')
const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n').length - 1

test('the trace of placing an order names the files that the code leads through, and keeps its limits', () => {
  const sources = sourcesIn('.', 'src').filter(source => !isTest(source))
  const steps = trace(sources, placeOrder)
  expect(difference(steps, page, linesOf)).toEqual([])
  expect(difference(steps, page.replaceAll('`src/cart/read-cart.ts`', ''), linesOf)).toEqual([
    expect.stringContaining('not named: src/cart/read-cart.ts (2 hops; '),
  ])
  const section = /## In order: twelve files([\s\S]*?)##/.exec(page)![1]!
  expect(new Set(section.match(/`src\/[^`]+`/g)).size).toBe(12)
})

// A use case of four files, as code could have it.
const files: Record<string, string> = {
  'src/checkout/routes.ts': `import { place, type Order } from '#orders/index.ts'
    import { pay } from '#payments/index.ts'
    export const routes = {
      buy: { handle: (order: Order) => place(order) },
      pay: { handle: () => pay() },
    }`,
  'src/orders/index.ts': `export { place } from '#orders/place.ts'`,
  'src/orders/place.ts': `import { hold } from '#catalog/stock.ts'
    import type { Cart } from '#cart/cart.ts'
    import { sql } from '#platform/db.ts'
    const rows = () => hold()
    export const place = (cart: Cart) => rows()
    export const forget = () => sql\`\``,
  'src/catalog/stock.ts': `export const hold = () => 1`,
  'src/cart/cart.ts': 'export const cart = 1',
  'src/payments/index.ts': 'export const pay = () => 1',
  'src/platform/db.ts': 'export const sql = 1',
}
const parsed = (): Source[] => Object.entries(files).map(([path, text]) => sourceOf(path, text))
const start = ['src/checkout/routes.ts routes.buy']

test('a trace follows what is called, through index files, and neither types nor what others of the file call', () => {
  expect(trace(parsed(), start)).toEqual([
    { path: 'src/checkout/routes.ts', hops: 0, names: ['routes.buy'] },
    { path: 'src/orders/place.ts', hops: 1, names: ['place', 'rows'] },
    { path: 'src/catalog/stock.ts', hops: 2, names: ['hold'] },
  ])
  expect(() => trace(parsed(), ['src/checkout/routes.ts routes.sell'])).toThrow('routes.sell')
})

test('a page that is not true is reported with its differences', () => {
  const steps = trace(parsed(), start)
  const named = '`src/checkout/routes.ts` `src/orders/place.ts`'
  expect(
    difference(steps, `${named} \`src/catalog/stock.ts\` at most 3 files, 3,000 lines and 2 calls`, () => 900),
  ).toEqual([])
  expect(
    difference(steps, `${named} \`src/cart/cart.ts\` at most 2 files, 2,000 lines and 1 calls`, () => 900),
  ).toEqual([
    '3 files, the page says 2',
    '2700 lines, the page says 2000',
    '2 calls deep, the page says 1',
    'not named: src/catalog/stock.ts (2 hops; hold)',
    'not on the way: src/cart/cart.ts',
  ])
  expect(difference(steps, `${named} \`src/catalog/stock.ts\``, () => 1)).toEqual(['the page says no limits'])
})
