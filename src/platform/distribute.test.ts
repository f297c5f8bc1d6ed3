import { expect, test } from 'vitest'
import { distribute, oneByOne } from '#platform/distribute.ts'
import { freshDatabase } from '../../test/database.ts'

test('E16q a server without Citus is refused, and nothing is backed up', async () => {
  const { url, drop } = await freshDatabase()
  const backup = async () => expect.unreachable('nothing to back up')
  await expect(distribute(url, () => {}, backup)).rejects.toThrow('This server has no Citus')
  await drop()
})

test('E16r changes of a table are made one by one, and the check of a new column has a name', () => {
  const statement = `-- why
    alter table payouts.banks
      alter column iban drop not null,
      add column kind text not null default 'a, b' check (kind in ('a, b', 'c')),
      add check (iban is null or kind = 'c');`
  expect(oneByOne(statement)).toEqual([
    'alter table payouts.banks alter column iban drop not null',
    "alter table payouts.banks add column kind text not null default 'a, b'",
    "alter table payouts.banks add constraint banks_kind_check check (kind in ('a, b', 'c'))",
    "alter table payouts.banks add check (iban is null or kind = 'c')",
  ])
  for (const other of ['drop table payouts.banks;', "comment on table payouts.banks is 'a, b';"])
    expect(oneByOne(other)).toEqual([other])
})
