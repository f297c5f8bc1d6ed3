import pg from 'pg'

/** A table, where its comment places it, and the column of its owner (null for tables without one). */
type Placed = { readonly name: string; readonly placement: string; readonly owner: string | null }

type ForeignKey = { readonly source: string; readonly name: string; readonly definition: string }

/**
 * Where the comment of a table can place it on a cluster. Tables of an owner are spread over the nodes by its column, all
 * in one group, so that an owner's rows meet; `reference` tables are on every node, the others on the coordinator.
 */
export const placements: Readonly<Record<string, 'by owner' | 'everywhere' | 'coordinator'>> = {
  store: 'by owner',
  buyer: 'by owner',
  owner: 'by owner',
  reference: 'everywhere',
  control: 'coordinator',
  key: 'coordinator',
}

/**
 * Spreads the tables of a migrated market over the nodes of a Citus cluster, as the comments of the tables say: tables
 * of stores, buyers and owners by their owner, `reference` tables to every node; `control` and `key` tables stay on the
 * coordinator. All in one transaction. A market that is distributed already is left as it is; tables that migrations
 * added since are distributed. Returns how many tables were. Refuses, before anything is changed: a server without
 * Citus, processes that are connected (they would go on as on one server), a table without a placement, and an owner
 * table whose key does not start with its owner. `before` runs once nothing stands against it: the backup. `note` is
 * called for each table.
 */
export async function distribute(
  databaseUrl: string,
  note: (line: string) => void,
  before: () => Promise<void>,
): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {}) // its statements fail, which is enough
  await client.connect()
  try {
    await createCitus(client)
    const tables = await tablesToPlace(client)
    if (tables.length === 0) return 0
    await refuseOthers(client)
    await before()
    await client.query('begin')
    await placeTables(client, tables, note)
    await client.query('commit')
    // nodes that were added after the functions were created do not have them; not in a transaction with the tables
    for (const name of await functions(client)) await client.query('select create_distributed_function($1)', [name])
    await client.query('analyze')
    return tables.length
  } finally {
    await client.end()
  }
}

/** Distributes these tables in the open transaction. Foreign keys are dropped and added again, because both ends move. */
async function placeTables(client: pg.Client, tables: readonly Placed[], note: (line: string) => void): Promise<void> {
  await changeInOrder(client)
  const keys = await foreignKeys(client, tables)
  for (const { source, name } of keys) await client.query(`alter table ${source} drop constraint ${name}`)
  for (const { name, placement, owner } of tables) {
    if (placements[placement] === 'everywhere') await client.query('select create_reference_table($1)', [name])
    else {
      const colocated = [name, owner, await groupOf(client)]
      await client.query('select create_distributed_table($1, $2, colocate_with => $3)', colocated)
    }
    note(`${name}: ${placement}`)
  }
  for (const { source, name, definition } of keys)
    await client.query(`alter table ${source} add constraint ${name} ${definition}`)
}

/**
 * Runs the statements of a migration on a market that may be distributed, in the open transaction: the tables it creates
 * are distributed before foreign keys are added, since a cluster knows none between a table of its own and one that is not.
 */
export async function runDistributed(client: pg.Client, statements: readonly string[]): Promise<void> {
  const isKey = (statement: string) => /\badd\b[^;]*\bforeign key\b/i.test(statement)
  const each = statements.flatMap(oneByOne)
  await changeInOrder(client)
  for (const statement of each.filter(each => !isKey(each))) await client.query(statement)
  await placeTables(client, await tablesToPlace(client), () => {})
  for (const statement of each.filter(isKey)) await client.query(statement)
}

/**
 * The changes of an ALTER TABLE as statements of their own, and the check of a new column under the name that PostgreSQL
 * gives it: a cluster takes a constraint with no other change, and only with a name. Other statements are left as they are.
 */
export function oneByOne(statement: string): string[] {
  const [, alter, table, changes] =
    /^(?:--.*\n\s*)*(alter\s+table\s+(?:\w+\.)?(\w+))\s+([\s\S]*?);?\s*$/i.exec(statement) ?? []
  if (!changes) return [statement]
  return listed(changes).flatMap(change => {
    const [, added, column, check] = /^(add\s+column\s+(\w+)\s[\s\S]*?)\s+(check\s*\([\s\S]*\))$/i.exec(change) ?? []
    if (!check) return [`${alter} ${change}`]
    return [`${alter} ${added}`, `${alter} add constraint ${table}_${column}_check ${check}`]
  })
}

/** The parts of a list: between commas outside brackets and quotes. */
function listed(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const [token] of text.matchAll(/'[^']*'|"[^"]*"|[\s\S]/g)) {
    if (token === '(') depth++
    if (token === ')') depth--
    if (token === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += token
  }
  return parts.map(part => part.trim())
}

/** Each statement over one connection to a node, because several change the same tables or their constraints. */
const changeInOrder = (client: pg.Client) => client.query(`set local citus.multi_shard_modify_mode = 'sequential'`)

export async function isDistributed(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ yes: boolean }>("select to_regclass('pg_dist_partition') is not null as yes")
  if (!rows[0]!.yes) return false
  return (await client.query("select from pg_dist_partition where partmethod = 'h' limit 1")).rowCount === 1
}

async function createCitus(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select from pg_available_extensions where name = 'citus'")
  if (!rowCount) throw new Error('This server has no Citus: install it on the coordinator and its workers first')
  await client.query('create extension if not exists citus')
}

async function refuseOthers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ n: number }>(`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
      and backend_type = 'client backend' and application_name not like 'citus%'`)
  if (rows[0]!.n > 0)
    throw new Error(`${rows[0]!.n} connections to this database are open: stop the market's processes first`)
}

/** The first table that was distributed; the others join its group. */
async function groupOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    "select logicalrelid::text as name from pg_dist_partition where partmethod = 'h' order by 1 limit 1",
  )
  return rows[0]?.name ?? 'none'
}

/** What is not distributed yet, reference tables first. Throws for what cannot be. */
async function tablesToPlace(client: pg.Client): Promise<Placed[]> {
  const { rows } = await client.query<Placed & { distributed: boolean }>(`
    select c.oid::regclass::text as name, coalesce(substring(obj_description(c.oid) from '^placement: ([a-z]+)'), '') as placement,
      (select a.attname::text from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisprimary and a.atttypid = 'uuid'::regtype) as owner,
      exists (select from pg_dist_partition d where d.logicalrelid = c.oid) as distributed
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema$|public$|citus|columnar)'
    order by obj_description(c.oid) like 'placement: reference%' desc, 1`)
  const wrong = rows.filter(
    ({ placement, owner }) => !placements[placement] || (placements[placement] === 'by owner' && !owner),
  )
  if (wrong.length > 0)
    throw new Error(`These tables have no place on a cluster: ${wrong.map(each => each.name).join(', ')}`)
  return rows.filter(({ placement, distributed }) => !distributed && placements[placement] !== 'coordinator')
}

/** The foreign keys from these tables and to them. */
async function foreignKeys(client: pg.Client, tables: readonly Placed[]): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select conrelid::regclass::text as source, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and (conrelid = any($1::regclass[]) or confrelid = any($1::regclass[]))
     order by 1, 2`,
    [tables.map(table => table.name)],
  )
  return rows
}

async function functions(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname !~ '^(pg_|information_schema$|public$|citus|columnar)' order by 1`)
  return rows.map(row => row.name)
}
