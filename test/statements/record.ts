import { AsyncLocalStorage } from 'node:async_hooks'
import { hash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'

/**
 * A statement that a test sent: its text, the lines of the product's code that led to it, innermost first, and the values
 * of the first time.
 */
export type Sent = { readonly text: string; readonly lines: readonly string[]; readonly values: readonly unknown[] }

// Loaded before each test file. With `STATEMENTS` set to a folder, each distinct statement that the product sends
// becomes a file of it, for `checkPlacement`. Workers share the folder; the first writer wins.

const folder = process.env.STATEMENTS
const state = globalThis as { recordsStatements?: boolean }
if (folder && !state.recordsStatements) {
  state.recordsStatements = true // the workers keep their modules from file to file, but not always this one
  record(folder)
}

function record(folder: string): void {
  const stackOf = new AsyncLocalStorage<Error>()
  const seen = new Set<string>()
  const builder = Object.getPrototypeOf(sql``)
  const { execute } = builder
  builder.execute = function (this: unknown, ...rest: unknown[]) {
    return stackOf.run(new Error(), () => execute.apply(this, rest))
  }
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...rest: unknown[]) {
    const [config] = rest as [Partial<pg.QueryConfig> | string]
    const { text, values = [] } = typeof config === 'string' ? { text: config } : config
    if (text && !seen.has(text)) {
      seen.add(text)
      const lines = linesIn(stackOf.getStore()?.stack)
      if (lines[0] && !lines[0].includes('.test.ts')) save({ text, lines, values })
    }
    return (query as (...rest: unknown[]) => never).apply(this, rest)
  }

  function save(sent: Sent): void {
    const file = join(folder, `${hash('sha256', sent.text)}.json`)
    try {
      writeFileSync(
        file,
        JSON.stringify(sent, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
        { flag: 'wx' },
      )
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

const linesIn = (stack: string | undefined): string[] =>
  (stack ?? '').split('\n').flatMap(line => /((?:src|demo)\/[\w/.-]+?\.ts:\d+)/.exec(line)?.slice(1) ?? [])
