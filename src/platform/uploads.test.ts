import { expect, test } from 'vitest'
import type { Db } from '#platform/db.ts'
import { takeUpload } from '#platform/uploads.ts'

test('six uploads of one caller and sixteen of all are taken in at once; the rest hear when to come back', async () => {
  const db = {} as Db
  const end = Promise.withResolvers<void>()
  const take = (caller: string) => takeUpload(db, caller, () => end.promise)
  const running = [6, 6, 4].flatMap((count, n) => Array.from({ length: count }, () => take(`caller ${n}`)))
  await expect(take('caller 0')).rejects.toMatchObject({ code: 'request.too_many', status: 429 })
  await expect(take('caller 3')).rejects.toMatchObject({ code: 'request.unavailable', status: 503 })
  expect(await takeUpload({} as Db, 'caller 0', async () => 'of another database')).toBe('of another database')
  end.resolve()
  await Promise.all(running)
  expect(await takeUpload(db, 'caller 0', async () => 1)).toBe(1)
  await expect(takeUpload(db, 'caller 0', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await Promise.all(Array.from({ length: 6 }, () => takeUpload(db, 'caller 0', async () => 1)))).toHaveLength(6)
})
