import pg from 'pg'
import { readSeed } from '#taxonomy/seed/read-seed.ts'
import { inheritedState } from '#taxonomy/state-of.ts'

/**
 * Adds the seed's categories to a market without any, each department with a rate without a start. Does nothing when
 * there is a category: from then on operators manage the taxonomy (R4.1). Returns how many were added. Safe when
 * several processes start at once.
 */
export async function seedTaxonomy(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {}) // its statements fail, which is enough
  await client.connect()
  try {
    await client.query('begin')
    await client.query("select pg_advisory_xact_lock(hashtext('seed taxonomy'))")
    const { rows } = await client.query<{ some: boolean }>('select exists (select from taxonomy.categories) as some')
    const count = rows[0]!.some ? 0 : await fill(client)
    await client.query('commit')
    if (count > 0) await client.query(`analyze ${seeded.join(', ')}`)
    return count
  } finally {
    await client.end()
  }
}

const seeded = ['categories', 'attributes', 'attribute_values', 'category_attributes', 'rates'].map(
  name => `taxonomy.${name}`,
)

async function fill(client: pg.Client): Promise<number> {
  const { categories, attributes } = readSeed()
  const insert = (statement: string, rows: readonly object[]) => client.query(statement, [JSON.stringify(rows)])
  await insert(
    `insert into taxonomy.attributes (key, names, kind, unit)
     select key, names, kind, unit from jsonb_populate_recordset(null::taxonomy.attributes, $1)`,
    attributes,
  )
  await insert(
    `insert into taxonomy.attribute_values
     select * from jsonb_populate_recordset(null::taxonomy.attribute_values, $1)`,
    attributes.flatMap(({ key, values }) => values.map((value, position) => ({ ...value, attribute: key, position }))),
  )
  await insert(
    `insert into taxonomy.categories (key, parent, path, names, position, state, axes, leaf)
     select key, parent, path, names, position, state, axes, leaf
     from jsonb_populate_recordset(null::taxonomy.categories, $1)`,
    categories,
  )
  await client.query(`update taxonomy.categories c set effective_state = ${inheritedState}`)
  await insert(
    `insert into taxonomy.category_attributes (category, attribute, required, position)
     select category, attribute, required, position
     from jsonb_populate_recordset(null::taxonomy.category_attributes, $1)`,
    categories.flatMap(({ key, attributes }) =>
      attributes.map((each, position) => ({ ...each, category: key, attribute: each.key, position })),
    ),
  )
  await insert(
    `insert into taxonomy.rates (category, effective_at, rate_bps, set_at, reason)
     select category, '2000-01-01T00:00:00Z', rate_bps, now(), 'as the market began'
     from jsonb_populate_recordset(null::taxonomy.rates, $1)`,
    categories.flatMap(({ key, rateBps }) => (rateBps === null ? [] : { category: key, rate_bps: rateBps })),
  )
  return categories.length
}
