import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '#platform/migrate.ts'
import { startPostgres } from '#platform/postgres.ts'
import { openCheck } from './check.ts'
import type { Sent } from './record.ts'

/**
 * `main.ts FOLDER [TEXT]`: checks the statements that the tests recorded there (with TEXT in their place) and fails with
 * those that a cluster would refuse or run on every node.
 */
async function main(folder: string, filter = ''): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fondaco-statements-'))
  const postgres = await startPostgres({ dataDir, log: () => {}, settings: { fsync: 'off' } })
  try {
    const administrator = new pg.Client({ connectionString: postgres.url('postgres') })
    await administrator.connect()
    await administrator.query('create database statements')
    await administrator.end()
    await migrate(postgres.url('statements'))
    const check = await openCheck(postgres.url('statements'))
    const sent = readdirSync(folder).map((file): Sent => JSON.parse(readFileSync(join(folder, file), 'utf8')))
    const checked = sent.filter(each => isPlanned(each) && placeOf(each).includes(filter))
    let wrong = 0
    for (const each of checked.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1))) {
      const faults = await check.faultsOf(each)
      if (faults.length === 0) continue
      wrong++
      const text = each.text.trim().replaceAll(/^/gm, '    ')
      console.log([placeOf(each), ...faults.map(fault => `  ${fault}`), text, ''].join('\n'))
    }
    await check.close()
    console.log(`${checked.length} statements, ${wrong} that a cluster would refuse or run on every node`)
    return wrong
  } finally {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Where it was sent, and the first lines outside the platform. */
function placeOf({ lines: [first, ...rest] }: Sent): string {
  return [first, ...rest.filter(line => !line.startsWith('src/platform/')).slice(0, 2)].join(' < ')
}

/** Not `begin`, `commit`, settings and the like. */
function isPlanned({ text }: Sent): boolean {
  return /^\s*(\/\*.*?\*\/\s*)?\(?\s*(with|select|insert|update|delete)\b/i.test(text)
}

const [folder, filter] = process.argv.slice(2)
process.exitCode = (await main(folder!, filter)) > 0 ? 1 : 0
