import type pg from 'pg'

/** A statement by its normalized text, transaction control included: its count and time per operation. */
export type Statement = { readonly text: string; readonly calls: number; readonly ms: number }

/** Since the last reset, the most frequent first. */
export async function statementsOf(statistics: pg.Client, operations: number): Promise<Statement[]> {
  const { rows } = await statistics.query<{ text: string; calls: string; ms: number }>(`
    select query as text, sum(calls) as calls, sum(total_exec_time) as ms
    from pg_stat_statements s join pg_database d on d.oid = s.dbid
    where d.datname = current_database() and toplevel and query not like '%pg_stat_statements%'
    group by query order by calls desc, ms desc`)
  return rows.map(({ text, calls, ms }) => ({
    text: text.replace(/\s+/g, ' ').trim(),
    calls: Number(calls) / operations,
    ms: ms / operations,
  }))
}

export function printStatements(statements: readonly Statement[]): void {
  for (const { text, calls, ms } of statements)
    console.log(`${calls.toFixed(2).padStart(8)} ${ms.toFixed(3).padStart(8)} ms  ${text.slice(0, 150)}`)
}
