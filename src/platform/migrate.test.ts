import pg from 'pg'
import { expect, test } from 'vitest'
import { migrate } from '#platform/migrate.ts'
import { freshDatabase } from '../../test/database.ts'

test('a database that a newer release has migrated is refused by name, and nothing is changed', async () => {
  const { url, drop } = await freshDatabase()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // one known migration is missing: it must not run on a newer database
    const { rows } = await client.query(
      'delete from migrations where name = (select max(name) from migrations) returning name',
    )
    await client.query(`insert into migrations values ('9999_of_the_future.sql', 'x', '2027-01-01')`)
    await expect(migrate(url)).rejects.toThrow(
      /migrated by a newer release than this one: it has seen 9999_of_the_future\.sql.*Nothing was changed/,
    )
    const after = await client.query('select name from migrations where name >= $1', [rows[0].name])
    expect(after.rows).toEqual([{ name: '9999_of_the_future.sql' }])
  } finally {
    await client.end()
    await drop()
  }
})
