import type pg from 'pg'
import { cpuOf, cpuOfPostgres } from './cpu.ts'

export type Line = {
  readonly operation: string
  /** Server and PostgreSQL, per operation. */
  readonly cpu_ms: number
  /** Statements per operation, transaction control left out. */
  readonly sql: number
  readonly per_second: number
}

export type Bench = { readonly serverPid: number; readonly postgresPid: number; readonly statistics: pg.Client }

const rounds = 3

/** Runs `once(i)` `times` times from `clients` at once, three times over, and keeps the round with the least CPU. */
export async function measure(
  bench: Bench,
  operation: string,
  { times, clients = 1 }: { times: number; clients?: number },
  once: (i: number) => Promise<unknown>,
): Promise<Line> {
  const lines: Line[] = []
  for (let round = 0; round < rounds; round++) {
    let next = 0
    const client = async () => {
      while (next < times) await once(round * times + next++)
    }
    lines.push(await measureOnce(bench, operation, times, () => Promise.all(Array.from({ length: clients }, client))))
  }
  return lines.toSorted((a, b) => a.cpu_ms - b.cpu_ms)[0]!
}

/** Work of `units` operations, done once: some work is used up by doing it. */
export async function measureOnce(
  bench: Bench,
  operation: string,
  units: number,
  work: () => Promise<unknown>,
): Promise<Line> {
  await bench.statistics.query('select pg_stat_statements_reset()')
  const [server, postgres, begun] = [cpuOf(bench.serverPid), cpuOfPostgres(bench.postgresPid), performance.now()]
  await work()
  const seconds = (performance.now() - begun) / 1_000
  const cpu = cpuOf(bench.serverPid) - server + cpuOfPostgres(bench.postgresPid) - postgres
  return {
    operation,
    cpu_ms: round3(cpu / units),
    sql: round3((await statements(bench.statistics)) / units),
    per_second: round3(units / seconds),
  }
}

async function statements(client: pg.Client): Promise<number> {
  const { rows } = await client.query(`
    select coalesce(sum(calls), 0)::int as n from pg_stat_statements s join pg_database d on d.oid = s.dbid
    where d.datname = current_database() and query !~* '^(begin|commit|rollback|savepoint|release|set|select pg_stat)'
      and query not like '%pg_stat_statements%'`)
  return rows[0].n
}

const round3 = (n: number): number => Math.round(n * 1_000) / 1_000
