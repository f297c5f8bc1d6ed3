import sharp from 'sharp'
import { expect, test } from 'vitest'
import { planProducts, shotsOf } from '#demo/plan-products.ts'
import { characters } from '#demo/stores/index.ts'
import { takePictures } from '#demo/studio.ts'
import { readPicture } from '#platform/pictures.ts'

const about = async (webp: Buffer) => {
  const { format, width, height, space, channels, hasAlpha, exif, icc } = await sharp(webp).metadata()
  return { format, width, height, space, channels, hasAlpha, exif, icc }
}

test('a picture from the studio is what an upload of it would become', async () => {
  const [standing, lying] = [shotsOf(characters[0]!), shotsOf(characters[1]!)].map(
    shots => shots.values().next().value!,
  )
  const taken: Buffer[] = []
  await takePictures([standing!, lying!], async (_, webp) => void taken.push(webp))
  expect(taken).toHaveLength(2)
  for (const webp of taken) expect(await about(webp)).toEqual(await about((await readPicture(webp)).bytes))
})

test('every picture that a product needs exists, and titles do not repeat in a store', () => {
  const products = planProducts(1, 20_000)
  const shots = new Map(characters.map(store => [store, shotsOf(store)]))
  expect(products.filter(p => p.pictures.some(name => !shots.get(p.store)!.has(name)))).toEqual([])
  expect(new Set(products.map(p => `${p.store.slug} ${p.title}`)).size).toBe(products.length)
  expect(products.filter(p => p.title.length > 128 || p.pictures.length > 6)).toEqual([])
})
