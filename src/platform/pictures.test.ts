import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Db } from '#platform/db.ts'
import { type FileStore, fileStore } from '#platform/files.ts'
import { pictureIn } from '#platform/pictures.ts'

/** Files in memory, with a list of all writes. */
async function aStoreOf(pictures: readonly string[]) {
  const bytes = await sharp({ create: { width: 800, height: 600, channels: 3, background: 'green' } })
    .webp()
    .toBuffer()
  const files = new Map<string, Buffer>(pictures.map(id => [`store/${id}.webp`, bytes]))
  const written: string[] = []
  /** The number of resizes in progress at each write. */
  const atOnce: number[] = []
  const store: FileStore = {
    read: async path => files.get(path) ?? null,
    async write(path, made) {
      written.push(path)
      const { process, queue } = sharp.counters()
      atOnce.push(process + queue)
      files.set(path, made)
    },
    async remove() {},
  }
  const db = { seams: new Map() } as unknown as Db
  fileStore.plug(db, store)
  return { db, files, written, atOnce }
}

test('20 first requests of one picture at once resize it once, and all get it', async () => {
  const { db, written } = await aStoreOf(['a'])
  const answers = await Promise.all(Array.from({ length: 20 }, () => pictureIn(db, 'store', 'a', 480)))
  expect(written).toEqual(['store/a.480.webp'])
  expect(new Set(answers).size).toBe(1)
  expect(await sharp(answers[0]!).metadata()).toMatchObject({ width: 480, height: 360, format: 'webp' })
  await pictureIn(db, 'store', 'a', 480)
  expect(written, 'made already').toHaveLength(1)
})

test('each width of a picture is made once; a missing picture is looked up each time', async () => {
  const { db, files, written } = await aStoreOf(['a', 'b'])
  const asked = ['a', 'b', 'a', 'b', 'none'].flatMap(id => [
    pictureIn(db, 'store', id, 96),
    pictureIn(db, 'store', id, 480),
  ])
  const answers = await Promise.all(asked)
  expect(written.toSorted()).toEqual(['store/a.480.webp', 'store/a.96.webp', 'store/b.480.webp', 'store/b.96.webp'])
  expect(answers.slice(-2)).toEqual([null, null])
  files.set('store/none.webp', files.get('store/a.webp')!)
  expect(await pictureIn(db, 'store', 'none', 96)).not.toBeNull()
})

test('a picture that cannot be made fails for all who asked, and the next request tries again', async () => {
  const { db, files, written } = await aStoreOf(['a'])
  const good = files.get('store/a.webp')!
  files.set('store/a.webp', Buffer.from('no picture'))
  const answers = await Promise.allSettled([pictureIn(db, 'store', 'a', 96), pictureIn(db, 'store', 'a', 96)])
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(written).toEqual([])
  files.set('store/a.webp', good)
  expect(await pictureIn(db, 'store', 'a', 96)).not.toBeNull()
})

test('of many pictures at once two are resized at a time', async () => {
  const ids = Array.from({ length: 12 }, (_, n) => `p${n}`)
  const { db, written, atOnce } = await aStoreOf(ids)
  await Promise.all(ids.map(id => pictureIn(db, 'store', id, 96)))
  expect(written).toHaveLength(12)
  expect(Math.max(...atOnce)).toBeLessThanOrEqual(2)
})
