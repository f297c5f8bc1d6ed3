import { expect, test } from 'vitest'
import { distribute } from '#platform/distribute.ts'
import { freshDatabase } from '../../test/database.ts'

test('a server without Citus is refused, and nothing is backed up', async () => {
  const { url, drop } = await freshDatabase()
  const backup = async () => expect.unreachable('nothing to back up')
  await expect(distribute(url, () => {}, backup)).rejects.toThrow('This server has no Citus')
  await drop()
})
