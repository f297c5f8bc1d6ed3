import { readFileSync } from 'node:fs'
import { isTest, type Source, sourcesIn } from '#app/architecture/source.ts'

/**
 * `node tools/run.mjs tools/trace.ts`: the files that placing an order runs through, according to the code, compared
 * with those that docs/traces/place-order.md names.
 */

/** Where placing an order starts, as `file declaration`: the route, and the verb that resumes it after a crash. */
export const placeOrder = [
  'src/api/shop/purchases.ts shopPurchases.placePurchase',
  'src/checkout/reactions.ts paymentDeadlineHandlers',
]

/** Known to every reader, so not counted: the platform, the modules' index files, and files that only list data. */
const isKnownOnce = (path: string): boolean =>
  path.startsWith('src/platform/') || /\/(index|policy|refusals|limits|events|deadlines)\.ts$/.test(path)

type Step = {
  readonly path: string
  /** Calls into another file on the shortest path from the start of the use case. */
  readonly hops: number
  /** The declarations used. */
  readonly names: readonly string[]
}

/**
 * The files whose values some declarations use, directly or indirectly. Types and files known to every reader are left
 * out; what is reached through a port (the payment provider) or by time (deadlines, events) is not a call.
 */
export function trace(sources: readonly Source[], starts: readonly string[]): Step[] {
  const byPath = new Map(sources.map(source => [source.path, source]))
  const seen = new Map<string, { path: string; name: string; hops: number }>()
  const waiting = starts.map(start => {
    const [path = '', name = ''] = start.split(' ')
    return { path, name, hops: 0 }
  })
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const key = `${next.path} ${next.name}`
    if (seen.has(key)) continue
    const source = byPath.get(next.path)
    const declaration = source?.declarations.find(each => each.name === next.name)
    if (!source || !declaration) {
      if (next.hops === 0) throw new Error(`no declaration ${key}`)
      continue
    }
    seen.set(key, next)
    for (const used of usedBy(source, declaration, byPath))
      if (used.path === next.path) waiting.unshift({ ...used, hops: next.hops })
      else if (!isKnownOnce(used.path)) waiting.push({ ...used, hops: next.hops + 1 })
  }
  const steps = new Map<string, { path: string; hops: number; names: string[] }>()
  for (const { path, name, hops } of seen.values()) {
    const step = steps.get(path) ?? { path, hops, names: [] }
    steps.set(path, { path, hops: Math.min(step.hops, hops), names: [...step.names, name] })
  }
  return [...steps.values()].sort((a, b) => a.hops - b.hops || a.path.localeCompare(b.path))
}

type Place = { readonly path: string; readonly name: string }

/** The names a declaration uses, from its own file and from others, with the files that declare them. */
function usedBy(
  source: Source,
  { name, from, to }: Source['declarations'][number],
  byPath: ReadonlyMap<string, Source>,
): Place[] {
  const names = new Set(
    source.names.filter(({ line }) => line >= from && line <= to).map(each => each.name.split('.')[0]!),
  )
  const own = source.declarations.filter(each => names.has(each.name) && each.name !== name)
  return [
    ...own.map(each => ({ path: source.path, name: each.name })),
    ...source.imports
      .filter(({ typeOnly }) => !typeOnly)
      .flatMap(({ target, names: taken }) =>
        taken.filter(({ local }) => names.has(local)).map(({ imported }) => declaredAt(byPath, target, imported)),
      ),
  ]
}

/** The file that declares an exported name: an index file only re-exports. */
function declaredAt(byPath: ReadonlyMap<string, Source>, path: string, name: string): Place {
  const source = byPath.get(path)
  if (!source || source.declarations.some(each => each.name === name)) return { path, name }
  for (const { target, names } of source.imports)
    for (const { imported, local } of names) {
      if (local === name && imported !== '*') return declaredAt(byPath, target, imported)
      if (imported !== '*' || local !== '*') continue
      const place = declaredAt(byPath, target, name)
      if (byPath.get(place.path)?.declarations.some(each => each.name === name)) return place
    }
  return { path, name }
}

/** The files named on a page, in backquotes. */
const namedIn = (page: string): string[] => [
  ...new Set([...page.matchAll(/`(src\/[\w./-]+\.ts)`/g)].map(match => match[1]!)),
]

/**
 * Errors of a page: files it omits or names wrongly, and limits that are exceeded, written as `at most 26 files, 2,200
 * lines and 5 calls`.
 */
export function difference(steps: readonly Step[], page: string, linesOf: (path: string) => number): string[] {
  const named = namedIn(page)
  const paths = steps.map(step => step.path)
  const limitsText = /at\s+most\s+(\d+)\s+files,\s+([\d,]+)\s+lines\s+and\s+(\d+)\s+calls/.exec(page)
  const limits = limitsText?.slice(1).map(number => Number(number.replace(',', '')))
  const counted = [
    paths.length,
    paths.reduce((sum, path) => sum + linesOf(path), 0),
    Math.max(...steps.map(({ hops }) => hops)),
  ]
  return [
    ...(limits ? [] : ['the page says no limits']),
    ...counted.flatMap((n, i) =>
      limits && n > limits[i]! ? [`${n} ${['files', 'lines', 'calls deep'][i]}, the page says ${limits[i]}`] : [],
    ),
    ...steps
      .filter(({ path }) => !named.includes(path))
      .map(({ path, hops, names }) => `not named: ${path} (${hops} hops; ${names.join(', ')})`),
    ...named.filter(path => !paths.includes(path) && !isKnownOnce(path)).map(path => `not on the way: ${path}`),
  ]
}

if (import.meta.main) {
  const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n').length - 1
  const sources = sourcesIn(process.cwd(), 'src').filter(source => !isTest(source))
  const steps = trace(sources, placeOrder)
  for (const { path, hops, names } of steps)
    console.log(`${hops}  ${path} (${linesOf(path)} lines): ${names.join(', ')}`)
  console.log(difference(steps, readFileSync('docs/traces/place-order.md', 'utf8'), linesOf).join('\n'))
}
