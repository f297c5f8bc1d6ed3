import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { floors } from '#app/modules.ts'

const src = fileURLToPath(new URL('..', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))
const migrations = join(root, 'db/migrations')

type Source = { path: string; module: string; text: string; imports: string[] }

const filesIn = (folder: string, endings: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => endings.test(name))
    .map(name => join(folder, name))

const read = (path: string, base: string): Source => {
  const text = readFileSync(path, 'utf8')
  const name = path.slice(base.length).replace(/^\//, '')
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(match => match[1]!)
  return { path: name, module: name.split('/')[0]!, text, imports }
}

const sources = filesIn(src, /\.ts$/).map(path => read(path, src))
const code = sources.filter(source => !source.path.endsWith('.test.ts'))
const web = filesIn(join(root, 'web'), /(?<!\.test)\.tsx?$/).map(path => read(path, root))
const floorOf = new Map<string, number>(floors.map(([name], floor) => [name, floor]))

/** The SQL templates of a file, whole, with the templates nested in them. */
function statementsOf(text: string): string[] {
  const found: string[] = []
  for (const start of text.matchAll(/\bsql(?:<[^`]*?>)?`/g)) {
    let depth = 0
    let end = start.index + start[0].length
    for (; end < text.length; end++) {
      if (text[end] === '`' && depth === 0) break
      if (text.startsWith('${', end)) depth++
      else if (text[end] === '}' && depth > 0) depth--
    }
    found.push(text.slice(start.index + start[0].length, end))
  }
  return found
}

/** Lines of a file that break a rule, as `path:line: text`. */
const offenders = (files: readonly Source[], pattern: RegExp): string[] =>
  files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, n) => {
      const bare = line.replace(/\/\/.*$|^\s*\*.*$|\/\*\*.*$/, '')
      return pattern.test(bare) ? [`${path}:${n + 1}: ${line.trim()}`] : []
    }),
  )

test('a module imports only floors below it: whoever reads upward never meets a circle', () => {
  const wrong = code.flatMap(({ path, module, imports }) =>
    imports
      .filter(name => name.startsWith('#'))
      .map(name => name.slice(1).split('/')[0]!)
      .filter(other => other !== module && module !== 'main.ts')
      .filter(other => !(floorOf.get(other)! < floorOf.get(module)!))
      .map(other => `${path} imports ${other}`),
  )
  expect(wrong).toEqual([])
})

test('every folder of src is a declared floor', () => {
  const folders = new Set(code.filter(source => source.path.includes('/')).map(source => source.module))
  expect([...folders].filter(folder => !floorOf.has(folder))).toEqual([])
})

/** Pure data and schemas that others may take straight from their file. */
const openFiles = /\/(refusals|policy|states|routes|limits|events|deadlines|control-refusals|log-ins)\.ts$/

test('a module is entered by its door, index.ts, or by its pure data', () => {
  const wrong = code.flatMap(({ path, module, imports }) =>
    imports
      .filter(name => name.startsWith('#') && !name.startsWith('#platform/') && !name.startsWith('#screens/'))
      .filter(name => name.slice(1).split('/')[0] !== module && module !== 'main.ts')
      .filter(name => !name.endsWith('/index.ts') && !openFiles.test(name))
      .filter(name => !(module === 'app' && /\/(providers|demo)\//.test(name)))
      .map(name => `${path} imports ${name}`),
  )
  expect(wrong).toEqual([])
})

test('no circles inside a module: a file can be read after those it names', () => {
  const graph = new Map(
    code.map(({ path, imports }) => [path, imports.filter(name => name.startsWith('#')).map(name => name.slice(1))]),
  )
  const typeOnly = new Map(
    code.map(({ path, text }) => [
      path,
      new Set([...text.matchAll(/import type [^;]*?from '#([^']+)'/g)].map(match => match[1]!)),
    ]),
  )
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    if (trail.includes(path)) {
      circles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      return
    }
    if (done.has(path)) return
    for (const next of graph.get(path) ?? []) if (!typeOnly.get(path)!.has(next)) visit(next, [...trail, path])
    done.add(path)
  }
  for (const path of graph.keys()) visit(path, [])
  // platform's db knows the books it keeps (clock, policy, holidays), and they read through it
  expect(circles.filter(circle => !circle.split(' → ').every(path => path.startsWith('platform/')))).toEqual([])
})

test('a module writes to its own PostgreSQL schema only: one owner for every row', () => {
  const write = /\b(?:insert into|update|delete from)\s+([a-z_]+)\.[a-z_]+/gi
  const wrong = code.flatMap(({ path, module, text }) =>
    [...text.matchAll(write)]
      .map(match => match[1]!)
      .filter(schema => floorOf.has(schema) && schema !== module)
      .map(schema => `${path} writes to ${schema}`),
  )
  expect(wrong).toEqual([])
})

test('screens only read', () => {
  const screens = code.filter(source => source.module === 'screens')
  expect(offenders(screens, /\b(insert into|update [a-z]+\.|delete from|inTx|onceInTx)\b/i)).toEqual([])
})

test('state columns are written where transitions are applied, and nowhere else', () => {
  const elsewhere = code.filter(source => !source.path.endsWith('/apply-transition.ts'))
  expect(offenders(elsewhere, /update (orders\.orders|payouts\.payouts)\b.*\bset state\b/)).toEqual([])
})

test('clock and chance come from platform: everything else can be replayed', () => {
  const elsewhere = code.filter(source => source.module !== 'platform' && source.path !== 'app/worker.ts')
  expect(offenders(elsewhere, /\bDate\.now\(|new Date\(\)|Temporal\.Now\b|Math\.random\(/)).toEqual([])
})

test('SQL does not know the time: business time is a parameter', () => {
  const now = /\bnow\(\)|\bcurrent_(timestamp|date|time)\b|\bclock_timestamp\(|\blocaltime/i
  const statements = code.filter(source => /sql`/.test(source.text) && source.path !== 'platform/clock.ts')
  const inSql = statements.flatMap(({ path, text }) =>
    statementsOf(text)
      .filter(statement => now.test(statement.replace(/\$\{[^}]*\}/g, '')))
      .map(statement => `${path}: ${statement.trim().slice(0, 80)}`),
  )
  const tables = filesIn(migrations, /\.sql$/).map(path => read(path, root))
  expect([...inSql, ...offenders(tables, now)]).toEqual([])
})

test('other systems are reached from providers and platform only', () => {
  const elsewhere = code.filter(source => source.module !== 'platform' && !source.path.includes('/providers/'))
  expect(offenders(elsewhere, /\bfetch\(|from 'node:https?'|from 'stripe'|from 'nodemailer'/)).toEqual([])
})

test('pure data stays pure: the browser may import it', () => {
  const pure = code.filter(
    source =>
      source.module !== 'app' &&
      /\/(states|refusals|limits|roles|services|accounts|journal-kinds|machine)\.ts$/.test(source.path),
  )
  expect(pure.length).toBeGreaterThan(8)
  expect(offenders(pure, /\bTemporal\b|\b\d+n\b/)).toEqual([])
  const wrong = pure.flatMap(({ path, text }) =>
    [...text.matchAll(/^import (?!type)[^\n]*from '([^']+)'/gm)]
      .filter(match => !/\/(states|refusals|limits|roles|services|accounts|journal-kinds|machine)\.ts$/.test(match[1]!))
      .map(match => `${path} imports ${match[1]}`),
  )
  expect(wrong).toEqual([])
})

test('the web takes types and pure files from the server, never its code', () => {
  const wrong = web.flatMap(({ path, text }) =>
    [...text.matchAll(/^import (?!type\b)([^\n]*?)from '(#[^']+)'/gm)]
      .filter(([, names]) => !/^\{\s*(type [^,]+,?\s*)+\}\s*$/.test(names!))
      .map(match => match[2]!)
      .filter(
        name => !/\/(states|refusals|limits|roles|services|accounts|journal-kinds|machine|web-context)\.ts$/.test(name),
      )
      .map(name => `${path} imports ${name}`),
  )
  expect(wrong).toEqual([])
})

test('the three audiences of the web do not import each other', () => {
  const audience = (path: string) => /web\/(storefront|seller|ops)\//.exec(path)?.[1]
  const wrong = web.flatMap(({ path, imports }) =>
    imports
      .filter(name => name.startsWith('.'))
      .map(name => join(path, '..', name))
      .filter(target => audience(path) && audience(target) && audience(target) !== audience(path))
      .map(target => `${path} imports ${target}`),
  )
  expect(wrong).toEqual([])
})

test('statements on owner tables name their owner, but for the files that say they go across', () => {
  // What a statement must hold to be about one owner: a condition on the owner's column, or rows that bring it along.
  const schema = filesIn(migrations, /\.sql$/)
    .map(path => readFileSync(path, 'utf8'))
    .join('\n')
  const owners = [...schema.matchAll(/comment on table (\S+) is 'placement: (?:store|buyer)\b/g)]
    .map(match => match[1])
    .filter(name => name !== 'accounts.buyers') // the owners themselves
  const owned = new RegExp(`\\b(?:from|update|into|join)\\s+(?:${owners.join('|')})\\b`, 'i')
  const named = /\b(?:store_id|buyer_id|owner)\b/
  const wrong = code
    .filter(source => !source.path.endsWith('.across.ts'))
    .flatMap(({ path, text }) =>
      statementsOf(text)
        .filter(statement => owned.test(statement) && !named.test(statement))
        .map(statement => `${path}: ${statement.trim().slice(0, 90)}`),
    )
  expect(wrong).toEqual([])
})

test('a file holds at most 400 lines, so that it can be read at one sitting', () => {
  const long = [...code, ...web]
    .map(({ path, text }) => [path, text.split('\n').length] as const)
    .filter(([, n]) => n > 400)
  expect(long).toEqual([])
})

test('each module says what it owns in a README of at most 30 lines', () => {
  for (const [name] of floors) {
    if (['platform', 'screens', 'app', 'demo'].includes(name)) continue
    const lines = readFileSync(join(src, name, 'README.md'), 'utf8').split('\n').length
    expect(lines, `${name}/README.md`).toBeLessThanOrEqual(31)
  }
})
