import pg from 'pg'
import { placements } from '#platform/distribute.ts'
import { unmet } from './joins.ts'
import { type Node, nodesIn, readTree, type Tree } from './node-tree.ts'
import type { Sent } from './record.ts'

// Says of a statement why it would not run, or would run on every node, on a cluster where the tables of stores, buyers
// and owners are spread by owner: docs/decisions/0033-statements-name-their-owner.md. The plan of an ordinary PostgreSQL
// shows it: its planner, too, spreads constants through joins and leaves them out of correlated sub-selects.

type Table = {
  readonly name: string
  readonly oid: string
  /** The column of the owner, with its number; null for tables of the coordinator. */
  readonly owner: string | null
  readonly column: string
  readonly local: boolean
}
type Plan = { readonly [key: string]: unknown; readonly Plans?: readonly Plan[] }

/** Opens a connection to a migrated database and returns the check of one statement: its faults, in words. */
export async function openCheck(
  databaseUrl: string,
): Promise<{ faultsOf(sent: Sent): Promise<string[]>; close(): Promise<void> }> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    options: '-c debug_print_parse=on -c debug_pretty_print=off -c client_min_messages=log',
  })
  await client.connect()
  const tables = await readTables(client)
  const unstable = await readUnstable(client)
  let parsed: string | undefined
  client.on('notice', notice => {
    if (notice.message === 'parse tree:') parsed = notice.detail
  })
  return {
    async faultsOf({ text, lines }) {
      parsed = undefined
      const { rows } = await client
        .query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`explain (generic_plan, verbose, costs off, format json) ${text}`)
        .catch(error => {
          if (error.code === undefinedTable) return { rows: [] }
          throw new Error(`${lines[0]}: ${error.message}\n${text}`, { cause: error })
        })
      if (!rows[0]) return []
      const plans = [...plansIn(rows[0]['QUERY PLAN'][0].Plan)]
      const tree = explained(readTree(parsed!) as Node)
      const across = /\.across\.ts:/.test(lines[0]!) || text.trimStart().startsWith('/* across */')
      const grouped = lines.some(line => line.startsWith('src/platform/owned.ts:'))
      return [
        ...mixed(plans, tables),
        ...unfixed(plans, tables, across),
        ...(grouped ? [] : [...apart(plans, tree, tables), ...ungrouped(plans, tree, tables)]),
        ...joinedLocks(plans),
        ...unstableIn(tree, tables, unstable),
      ]
    },
    close: () => client.end(),
  }
}

/** The statement itself: it is parsed as a part of EXPLAIN. */
const explained = (tree: Node): Node => (tree.utilityStmt as Node).query as Node

/** A table that a test made for itself. */
const undefinedTable = '42P01'

async function readTables(client: pg.Client): Promise<Map<string, Table>> {
  const { rows } = await client.query<{
    oid: string
    name: string
    placement: string | null
    first: string
    column: string
  }>(`
    select c.oid::text, n.nspname || '.' || c.relname as name,
      substring(obj_description(c.oid) from '^placement: ([a-z]+)') as placement,
      (select a.attname::text from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisprimary) as first,
      (select i.indkey[0]::text from pg_index i where i.indrelid = c.oid and i.indisprimary) as column
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname !~ '^pg_'`)
  return new Map(
    rows
      .filter(({ placement }) => placement !== null && placements[placement] !== 'everywhere')
      .map(({ name, oid, placement, first, column }) => {
        const owner = placements[placement!] === 'by owner' ? first : null
        return [name, { name, oid, owner, column, local: owner === null }]
      }),
  )
}

const tableOf = (plan: Plan, tables: ReadonlyMap<string, Table>): Table | undefined =>
  plan['Relation Name'] ? tables.get(`${plan.Schema}.${plan['Relation Name']}`) : undefined

/** All its parts. What must hold before any row of a part is read, holds for the parts below, too. */
function* plansIn(plan: Plan, above = ''): Generator<Plan> {
  const once = String(plan['One-Time Filter'] ?? above)
  yield { ...plan, 'One-Time Filter': once }
  for (const each of plan.Plans ?? []) yield* plansIn(each, once)
}

/** A table of the coordinator beside one that is spread over the nodes. */
function mixed(plans: readonly Plan[], tables: ReadonlyMap<string, Table>): string[] {
  const found = [...new Set(plans.flatMap(plan => tableOf(plan, tables) ?? []))]
  const [local, spread] = [found.find(table => table.local), found.find(table => !table.local)]
  return local && spread ? [`${local.name} is on the coordinator and ${spread.name} is not: use two statements`] : []
}

/** Scans that do not name the owner: of any statement, or of those that write or lock where `across`. */
function unfixed(plans: readonly Plan[], tables: ReadonlyMap<string, Table>, across: boolean): string[] {
  const writes = plans.some(
    plan => plan['Node Type'] === 'LockRows' || (plan['Node Type'] === 'ModifyTable' && !tableOf(plan, tables)?.local),
  )
  if (across && !writes) return []
  return plans.flatMap(plan => {
    const table = tableOf(plan, tables)
    if (!table?.owner || plan['Node Type'] === 'ModifyTable') return []
    const column = `${plan.Alias}.${table.owner}`
    return conditions(plan).some(condition => isFixed(condition, column))
      ? []
      : [`${table.name} ${plan.Alias} is read on every node: and ${column} = $n`]
  })
}

/**
 * The conditions of a scan that must all hold. In a correlated sub-select, `l.store_id = $1 and l.store_id = o.store_id`
 * is planned as `l.store_id = o.store_id`, once it is known that `$1 = o.store_id`.
 */
function conditions(plan: Plan): string[] {
  const equals = conjuncts(String(plan['One-Time Filter'] ?? '')).flatMap(each => [
    ...each.matchAll(new RegExp(`^\\((${constant}) = ([a-z_0-9.]+)\\)$`, 'g')),
  ])
  const found = ['Index Cond', 'Recheck Cond', 'Filter'].flatMap(name => conjuncts(String(plan[name] ?? '')))
  return [
    ...found,
    ...equals.flatMap(([, value, column]) =>
      found.flatMap(each => (each.endsWith(` = ${column})`) ? each.replace(`${column})`, `${value})`) : [])),
    ),
  ]
}

function conjuncts(text: string): string[] {
  let depth = 0
  const parts: string[] = []
  let start = 1
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++
    if (text[i] === ')') depth--
    if (depth === 1 && text.startsWith(' AND ', i)) {
      parts.push(text.slice(start, i))
      start = i + 5
    }
  }
  // a single condition has one pair of brackets, several have one each and one around them
  return parts.length === 0 ? [text] : [...parts, text.slice(start, -1)]
}

const constant = String.raw`(?:\$\d+|'[^']*'::uuid)`
const constants = String.raw`ANY \((?:\$\d+|'[^']*'::uuid\[\])\)`

function isFixed(condition: string, column: string): boolean {
  const name = column.replaceAll('.', String.raw`\.`)
  return new RegExp(`^\\((?:${name} = (?:${constant}|${constants})|${constant} = ${name})\\)$`).test(condition)
}

/** Statements that lock, or read what another part of them writes, for several owners at once. */
function ungrouped(plans: readonly Plan[], tree: Tree, tables: ReadonlyMap<string, Table>): string[] {
  const locks = plans.some(plan => plan['Node Type'] === 'LockRows')
  if (!locks && !readsWrites(tree)) return []
  const several = plans.find(plan => conditions(plan).some(each => isSeveral(each, tableOf(plan, tables), plan)))
  const what = locks ? 'locks rows' : 'reads what it writes'
  return several ? [`${what} of several owners (${several.Alias}): send it by byOwner`] : []
}

const isSeveral = (condition: string, table: Table | undefined, plan: Plan): boolean =>
  Boolean(table?.owner) && new RegExp(`^\\(${plan.Alias}\\.${table!.owner} = ${constants}\\)$`).test(condition)

/** A part that writes, whose rows another part reads. */
function readsWrites(tree: Tree): boolean {
  const nodes = [...nodesIn(tree)]
  const writing = nodes.flatMap(node =>
    node.node === 'COMMONTABLEEXPR' && (node.ctequery as Node).commandType !== '1' ? [node.ctename] : [],
  )
  return nodes.some(node => node.node === 'RANGETBLENTRY' && node.rtekind === '6' && writing.includes(node.ctename!))
}

/** Tables that are read for several owners, or for all, and do not meet by their owners. */
function apart(plans: readonly Plan[], tree: Tree, tables: ReadonlyMap<string, Table>): string[] {
  const ofOne = (plan: Plan, table: Table) =>
    conditions(plan).some(each => isFixed(each, `${plan.Alias}.${table.owner}`) && !isSeveral(each, table, plan))
  const several = plans.some(plan => {
    const table = tableOf(plan, tables)
    return table?.owner && plan['Node Type'] !== 'ModifyTable' && !ofOne(plan, table)
  })
  if (!several) return []
  const spread = new Map([...tables.values()].filter(table => table.owner).map(table => [table.oid, table]))
  return unmet(tree, spread).map(
    name =>
      `${name} meets another table by something else than its owner, or by a list of values: say it of both tables`,
  )
}

/**
 * Rows locked in a part of a statement that joins anything: Citus 13 writes its result in one format and reads it in
 * another ("PGCOPY").
 */
const joinedLocks = (plans: readonly Plan[]): string[] =>
  plans
    .filter(plan => plan['Node Type'] === 'LockRows' && String(plan['Subplan Name']).startsWith('CTE '))
    .filter(lock => [...plansIn(lock)].filter(plan => plan.Alias !== undefined).length > 1)
    .map(lock => `${lock['Subplan Name']} locks rows of a join: lock the table alone and join its rows`)

/** Functions and conversions whose results are not fixed by their arguments alone, by kind and oid. */
async function readUnstable(client: pg.Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ key: string }>(`
    select 'function ' || oid as key from pg_proc where provolatile <> 'i'
    union all select 'from ' || t.oid from pg_type t join pg_proc p on p.oid = t.typoutput where p.provolatile <> 'i'
    union all select 'to ' || t.oid from pg_type t join pg_proc p on p.oid = t.typinput where p.provolatile <> 'i'`)
  return new Set(rows.map(row => row.key))
}

/**
 * Functions over columns that a node may not compute while it writes: those that are not immutable (`timestamptz +
 * interval`, text to `timestamptz`), and an array parameter read at the place that a column gives.
 */
function unstableIn(tree: Tree, tables: ReadonlyMap<string, Table>, unstable: ReadonlySet<string>): string[] {
  const spread = new Set([...tables.values()].filter(table => table.owner).map(table => table.oid))
  return [...nodesIn(tree)].flatMap(query => {
    if (query.node !== 'QUERY' || query.resultRelation === '0' || query.resultRelation === null) return []
    const target = (query.rtable as readonly Node[] | null)?.[Number(query.resultRelation) - 1]
    if (!target || !spread.has(String(target.relid))) return []
    const written = [
      query.commandType === '2' ? query.targetList : null,
      query.returningList,
      query.onConflict,
    ] as Tree[]
    return [...nodesIn(written)].some(
      node => isUnstable(node, unstable) && [...nodesIn(node)].some(each => each.node === 'VAR'),
    )
      ? ['SET or RETURNING computes over a column what is not immutable: let the caller compute it']
      : []
  })
}

function isUnstable(node: Node, unstable: ReadonlySet<string>): boolean {
  if (node.node === 'COERCEVIAIO')
    return (
      unstable.has(`to ${node.resulttype}`) ||
      unstable.has(`from ${(node.arg as Node).vartype ?? (node.arg as Node).funcresulttype}`)
    )
  if (node.node === 'SUBSCRIPTINGREF') return (node.refexpr as Node).node === 'PARAM'
  return ['funcid', 'opfuncid'].some(field => unstable.has(`function ${node[field]}`))
}
