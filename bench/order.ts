import { setTimeout as sleep } from 'node:timers/promises'
import { cpuOf, cpuOfPostgres } from './cpu.ts'
import { type Bench, type Line, lineOf } from './measure.ts'
import type { Shopper } from './shopper.ts'
import { type Statement, statementsOf } from './statements.ts'

const rounds = 5
const ordersARound = 100
/** Chains are sealed every five seconds: a market that is not idle after this long never will be. */
const restMs = 120_000

/**
 * The whole cost of a purchase from two stores, until nothing is left to do: five calls by one buyer after another, the
 * provider's webhook, the worker with its events, mails (to a mail server), index and chains. Every statement counts,
 * `begin` and `commit` too. `statements`: those of the last round by text, per order.
 */
export async function measureOrder(bench: Bench, shopper: Shopper): Promise<{ line: Line; statements: Statement[] }> {
  const { statistics } = bench
  await statistics.query(`set pg_stat_statements.track = 'none'`)
  for (let i = 0; i < 600; i++) await shopper.checkout(i)
  await atRest(bench)
  await statistics.query('analyze')
  const found: Line[] = []
  let statements: Statement[] = []
  for (let round = 0; round < rounds; round++) {
    await atRest(bench)
    await statistics.query('select pg_stat_statements_reset()')
    const [server, postgres, begun] = [cpuOf(bench.serverPid), cpuOfPostgres(bench.postgresPids), performance.now()]
    for (let i = 0; i < ordersARound; i++) await shopper.checkout(600 + round * ordersARound + i)
    const seconds = (performance.now() - begun) / 1_000
    await atRest(bench)
    const cpu = {
      server: (cpuOf(bench.serverPid) - server) / ordersARound,
      postgres: (cpuOfPostgres(bench.postgresPids) - postgres) / ordersARound,
    }
    statements = await statementsOf(bench.statistics, ordersARound)
    const sql = statements.reduce((sum, statement) => sum + statement.calls, 0)
    found.push({
      operation: 'order',
      cpu_ms: cpu.server + cpu.postgres,
      sql,
      per_second: ordersARound / seconds,
      ...cpu,
    })
  }
  await statistics.query('reset pg_stat_statements.track')
  return { line: lineOf(found), statements }
}

/** Waits until no event, due deadline, mail, index entry or unsealed entry is left. */
async function atRest({ statistics }: Bench): Promise<void> {
  const asked = performance.now()
  for (;;) {
    const { rows } = await statistics.query<{ what: string; n: string }>(`
      select 'events' as what, count(*) as n from platform.outbox
      union all select 'mails', count(*) from platform.mails where sent_at is null
      union all select 'stale', count(*) from search.stale
      union all select 'deadlines', count(*) from platform.deadlines where fired_at is null and due_at < now()
      union all select 'unsealed', count(*) from platform.unsealed`)
    const left = rows.filter(row => row.n !== '0')
    if (left.length === 0) return
    if (performance.now() - asked > restMs)
      throw new Error(`not at rest: ${left.map(row => `${row.n} ${row.what}`).join(', ')}`)
    await sleep(200)
  }
}
