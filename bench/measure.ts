import type pg from 'pg'
import { cpuOf, cpuOfPostgres } from './cpu.ts'

export type Line = {
  readonly operation: string
  /** Server and PostgreSQL, per operation, of the cheapest round. */
  readonly cpu_ms: number
  /** Of all rounds. */
  readonly cpu_ms_median?: number
  readonly cpu_ms_worst?: number
  /** The shares of the server and of PostgreSQL in `cpu_ms`. */
  readonly server?: number
  readonly postgres?: number
  /** Statements per operation, without transaction control (except in `order`). */
  readonly sql: number
  readonly per_second: number
}

export type Bench = {
  readonly serverPid: number
  readonly postgresPids: readonly number[]
  readonly statistics: pg.Client
}

const rounds = 3

/** Runs `once(i)` `times` times from `clients` at the same time, in three rounds. */
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
  return lineOf(lines)
}

/** The round with the least CPU, with the median and the worst of all rounds. */
export function lineOf(measured: readonly Line[]): Line {
  const sorted = measured.toSorted((a, b) => a.cpu_ms - b.cpu_ms)
  return Object.fromEntries(
    Object.entries({
      ...sorted[0]!,
      cpu_ms_median: sorted[Math.floor(sorted.length / 2)]!.cpu_ms,
      cpu_ms_worst: sorted.at(-1)!.cpu_ms,
    }).map(([name, value]) => [name, typeof value === 'number' ? round3(value) : value]),
  ) as Line
}

/** Measures `units` operations once, for work that cannot be repeated. */
export async function measureOnce(
  bench: Bench,
  operation: string,
  units: number,
  work: () => Promise<unknown>,
): Promise<Line> {
  await bench.statistics.query('select pg_stat_statements_reset()')
  const [server, postgres, begun] = [cpuOf(bench.serverPid), cpuOfPostgres(bench.postgresPids), performance.now()]
  await work()
  const seconds = (performance.now() - begun) / 1_000
  const used = {
    server: (cpuOf(bench.serverPid) - server) / units,
    postgres: (cpuOfPostgres(bench.postgresPids) - postgres) / units,
  }
  return lineOf([
    {
      operation,
      cpu_ms: used.server + used.postgres,
      sql: (await statements(bench.statistics)) / units,
      per_second: units / seconds,
      ...used,
    },
  ])
}

async function statements(client: pg.Client): Promise<number> {
  const { rows } = await client.query(`
    select coalesce(sum(calls), 0)::int as n from pg_stat_statements s join pg_database d on d.oid = s.dbid
    where d.datname = current_database() and query !~* '^(begin|commit|rollback|savepoint|release|set|select pg_stat)'
      and query not like '%pg_stat_statements%'`)
  return rows[0].n
}

const round3 = (n: number): number => Math.round(n * 1_000) / 1_000
