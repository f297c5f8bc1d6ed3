import pg from 'pg'

/** A table, where its comment places it, and the column of its owner (null for tables without one). */
type Placed = { readonly name: string; readonly placement: string; readonly owner: string | null }

type ForeignKey = { readonly source: string; readonly name: string; readonly definition: string }

/** Placements whose tables are spread over the nodes by their owner, all in one group, so that an owner's rows meet. */
const byOwner = ['store', 'buyer', 'owner']

/**
 * Spreads the tables of a migrated market over the nodes of a Citus cluster, as the comments of the tables say: tables
 * of stores, buyers and owners by their owner, `reference` tables to every node; `control` and `key` tables stay on the
 * coordinator. All in one transaction. A market that is distributed already is left as it is; tables that migrations
 * added since are distributed. Returns how many tables were. Refuses a server without Citus, a table without a
 * placement, and an owner table whose key does not start with its owner. `note` is called for each table.
 */
export async function distribute(databaseUrl: string, note: (line: string) => void): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {}) // its statements fail, which is enough
  await client.connect()
  try {
    await createCitus(client)
    await client.query('begin')
    // constraints of several tables are changed in this transaction, each over connections of its own otherwise
    await client.query(`set local citus.multi_shard_modify_mode = 'sequential'`)
    const tables = await tablesToPlace(client)
    const keys = tables.length > 0 ? await foreignKeys(client) : []
    for (const { source, name } of keys) await client.query(`alter table ${source} drop constraint ${name}`)
    for (const { name, placement, owner } of tables) {
      if (placement === 'reference') await client.query('select create_reference_table($1)', [name])
      else
        await client.query('select create_distributed_table($1, $2, colocate_with => $3)', [
          name,
          owner,
          await group(client),
        ])
      note(`${name}: ${placement}`)
    }
    for (const { source, name, definition } of keys)
      await client.query(`alter table ${source} add constraint ${name} ${definition}`)
    await client.query('commit')
    if (tables.length > 0) await client.query('analyze')
    return tables.length
  } finally {
    await client.end()
  }
}

async function createCitus(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select from pg_available_extensions where name = 'citus'")
  if (!rowCount) throw new Error('This server has no Citus: install it on the coordinator and its workers first')
  await client.query('create extension if not exists citus')
}

/** The first table that was distributed; the others join its group. */
async function group(client: pg.Client): Promise<string> {
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
    ({ placement, owner }) =>
      ![...byOwner, 'reference', 'control', 'key'].includes(placement) || (byOwner.includes(placement) && !owner),
  )
  if (wrong.length > 0)
    throw new Error(`These tables have no place on a cluster: ${wrong.map(each => each.name).join(', ')}`)
  return rows.filter(({ placement, distributed }) => !distributed && [...byOwner, 'reference'].includes(placement))
}

const foreignKeys = async (client: pg.Client): Promise<ForeignKey[]> =>
  (
    await client.query<ForeignKey>(`
      select conrelid::regclass::text as source, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
      from pg_constraint where contype = 'f' and connamespace::regnamespace::text !~ '^(pg_|citus|columnar)' order by 1, 2`)
  ).rows
