import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { openMarket, refusalOf } from '../../test/market.ts'

const market = openMarket()

describe('uploads', () => {
  const upload = async (file: Buffer, name = 'photo.jpg') => {
    const { owner } = await market.store()
    return owner.api.uploadPicture({ file, name })
  }
  const blank = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#777' } })

  test('a photo is stored upright, with a maximum size, as WebP, without the camera’s metadata', async () => {
    const photo = await blank(3_000, 1_500).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    const kept = await upload(photo)
    expect([kept.width, kept.height]).toEqual([1_000, 2_000])
    const answer = await fetch(market.db.publicUrl + kept.url)
    expect(answer.headers.get('content-type')).toBe('image/webp')
    const shown = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
    expect([shown.format, shown.width, shown.height, shown.exif]).toEqual(['webp', 240, 480, undefined])
  })

  test('a file that is not the image it claims to be is refused', async () => {
    expect(await refusalOf(upload(Buffer.from('<script>alert(1)</script>')))).toBe('picture.not_a_picture')
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="500" height="500"><script>1</script></svg>')
    expect(await refusalOf(upload(svg, 'x.png'))).toBe('picture.not_a_picture')
    const gif = await blank(300, 300).gif().toBuffer()
    expect(await refusalOf(upload(gif, 'x.jpg'))).toBe('picture.not_a_picture')
    const half = (await blank(800, 800).jpeg().toBuffer()).subarray(0, 400)
    expect(await refusalOf(upload(half))).toBe('picture.not_a_picture')
  })

  test('a bomb is refused by its header, before it is unpacked', async () => {
    const bomb = await blank(12_000, 12_000).png({ compressionLevel: 9 }).toBuffer()
    expect(bomb.length).toBeLessThan(2_000_000)
    const before = process.memoryUsage.rss()
    expect(await refusalOf(upload(bomb))).toMatch(/^picture\.(too_many_pixels|not_a_picture)$/)
    expect(process.memoryUsage.rss() - before).toBeLessThan(300_000_000)
  })

  test('too small, and too large: refused with the limit', async () => {
    await expect(upload(await blank(100, 900).png().toBuffer())).rejects.toMatchObject({
      code: 'picture.too_small',
      params: { min_side_px: 200 },
    })
    await expect(upload(Buffer.alloc(16 * 1024 * 1024))).rejects.toMatchObject({
      code: 'request.too_large',
      params: { limit_bytes: 15 * 1024 * 1024 },
    })
  })
})

describe('products', () => {
  test('a product goes from draft to online to offline and back, and only online ones are found', async () => {
    const store = await market.store()
    const { productId } = await market.product(store, { title: 'A thing to find' })
    const found = async () => {
      await market.settle()
      return (await market.as(null).api.listProducts({ limit: 100 })).items.some(product => product.id === productId)
    }
    expect(await found()).toBe(true)
    await store.owner.api.unlistProduct({ product_id: productId })
    expect(await found()).toBe(false)
    expect((await market.as(null).api.showProduct({ product_id: productId })).state).toBe('offline')
    await store.owner.api.publishProduct({ product_id: productId })
    expect(await found()).toBe(true)
  })

  test('a draft is visible to its store only, and publishing lists what is missing', async () => {
    const store = await market.store()
    const { id } = await store.owner.api.createProduct({
      title: 'Not ready',
      template_id: store.templateId,
      variants: [{ name: 'One', sku: 'd-1', price_minor: 100, on_hand: 1 }],
    })
    expect(await refusalOf(market.as(null).api.showProduct({ product_id: id }))).toBe('product.not_found')
    await expect(store.owner.api.publishProduct({ product_id: id })).rejects.toMatchObject({
      code: 'product.incomplete',
      params: { missing: ['pictures', 'description', 'category'] },
    })
  })

  test('a code of the seller’s own is unique in the store, and free again when its variant is taken off', async () => {
    const store = await market.store()
    const draft = (sku: string) => ({
      title: 'A thing',
      template_id: store.templateId,
      variants: [{ name: 'One', sku, price_minor: 100, on_hand: 1 }],
    })
    const first = await store.owner.api.createProduct(draft('same'))
    await expect(store.owner.api.createProduct(draft('same'))).rejects.toMatchObject({
      code: 'product.sku_taken',
      params: { skus: ['same'] },
    })
    await store.owner.api.updateProduct({
      product_id: first.id,
      revision: first.revision,
      removed_variants: (await store.owner.api.showStoreProduct({ product_id: first.id })).variants.map(({ id }) => id),
      variants: draft('other').variants,
    })
    await store.owner.api.createProduct(draft('same'))
    const elsewhere = await market.store()
    await elsewhere.owner.api.createProduct({ ...draft('same'), template_id: elsewhere.templateId })
  })

  test('stock cannot fall below what open orders hold', async () => {
    const store = await market.store()
    const product = await market.product(store, { stock: 5 })
    await market.buy(await market.person(), [product.variantId], { units: 3 })
    expect(await refusalOf(market.setStock(store, product.variantId, 2))).toBe('stock.below_reserved')
    await market.setStock(store, product.variantId, 3)
    expect((await market.as(null).api.showProduct({ product_id: product.productId })).variants[0]!.available).toBe(0)
  })
})

test('lists are paged by cursor without gaps or repeats', async () => {
  const store = await market.store()
  const made = new Set<string>()
  for (let i = 0; i < 7; i++) made.add((await market.product(store)).productId)
  await market.settle()
  const { items: stores } = await market.as(null).api.listStores({ limit: 100 })
  const { publicId } = await import('#platform/ids.ts')
  const store_id = stores.find(each => each.id === publicId('sto', store.id))!.id
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await market.as(null).api.listProducts({ store_id, limit: 3, after })
    seen.push(...page.items.map(product => product.id))
    after = page.next ?? undefined
  } while (after)
  expect(seen).toHaveLength(7)
  expect(new Set(seen)).toEqual(made)
})
