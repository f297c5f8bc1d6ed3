import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'rolldown/utils'
import {
  type Call,
  callsOf,
  type Declared,
  declarationsOf,
  functionsOf,
  type Import,
  importsOf,
  keptOf,
  type Name,
  namesOf,
  placesOf,
  type Statement,
  sqlOf,
  together,
  type Written,
} from '#app/architecture/facts.ts'

/** What the rules need to know of a file, read by a parser: order, line breaks and comments do not change it. */
export type Source = {
  /** From the root: `src/orders/index.ts`. */
  readonly path: string
  readonly text: string
  /** The folder below src or web; of `src/main.ts` itself the file. */
  readonly module: string
  readonly imports: readonly Import[]
  readonly statements: readonly Statement[]
  readonly calls: readonly Call[]
  readonly names: readonly Name[]
  /** Of these, names that are handed on as they are: `Date` in `const D = Date`, not in `new Date(0)`. */
  readonly values: readonly Name[]
  /** Variables of the module, and containers that begin empty. */
  readonly kept: readonly Name[]
  /** What the file declares, by name, with its lines; of an object its properties too: `routes.ship`. */
  readonly declarations: readonly Declared[]
  readonly functions: readonly Written[]
  /** `bigint` literals, which JSON does not know. */
  readonly bigints: readonly number[]
}

/** All files of a folder with one of these endings, read. */
export const sourcesIn = (root: string, folder: string): Source[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name))
    .sort()
    .map(name => join(folder, name))
    .map(path => sourceOf(path, readFileSync(join(root, path), 'utf8')))

export const isTest = ({ path }: Source): boolean => /\.test\.tsx?$/.test(path)

/** Parses a file. Throws when it cannot be read as TypeScript: a rule must not pass because it saw nothing. */
export function sourceOf(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`)
  const lineOf = linesOf(text)
  const places = placesOf(lineOf)
  const [imports, sql, calls] = [importsOf(path, lineOf), sqlOf(places), callsOf(places)]
  const [functions, names, declarations] = [functionsOf(places), namesOf(lineOf), declarationsOf(lineOf)]
  const kept = keptOf(lineOf)
  new Visitor(
    together(
      declarations.visits,
      kept.visits,
      places.visits,
      imports.visits,
      functions.visits,
      names.visits,
      calls.visits,
      sql.visits,
    ) as never,
  ).visit(program)
  return {
    path,
    text,
    module: path.split('/')[1] ?? path,
    imports: imports.found,
    statements: sql.found(),
    calls: calls.found,
    names: names.found,
    values: names.values,
    kept: kept.found,
    declarations: declarations.found,
    functions: functions.found,
    bigints: names.bigints,
  }
}

/** The number of the line that holds a character. */
function linesOf(text: string): (offset: number) => number {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return offset => {
    let [low, high] = [0, starts.length]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= offset) low = middle
      else high = middle
    }
    return low + 1
  }
}
