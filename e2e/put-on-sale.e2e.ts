import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { openSite } from './site.ts'

const site = openSite()

/** A photo as taken by a phone: a real JPEG with orientation and location. */
async function photo(name: string, color: string): Promise<string> {
  const file = join(tmpdir(), `${process.pid}-${name}.jpg`)
  const picture = sharp({ create: { width: 1600, height: 1200, channels: 3, background: color } })
  await writeFile(
    file,
    await picture
      .withExif({ IFD0: { Make: 'Phone' } })
      .jpeg()
      .toBuffer(),
  )
  return file
}

test.each([true, false])(
  'R27.1d R4.3c a member finds the category, photographs, describes and publishes a product in two colors (script: %s)',
  async script => {
    const store = await site.store()
    const { page, context } = await site.visit({ as: store.owner, script })
    const title = `Stoneware mug ${script ? 'one' : 'two'}`
    await page.goto('/seller/products/new')
    await page.getByLabel('Title').fill(title)
    await page.getByRole('button', { name: 'Choose a category' }).click()
    if (script) await page.getByLabel('Search categories').fill('mug test')
    else await page.getByRole('link', { name: 'Test goods' }).click()
    await page.getByRole('link', { name: 'Test mugs' }).click()
    await page.getByLabel('Glaze').selectOption('Matt')
    await page.getByLabel('Add photos').setInputFiles([await photo('red', '#a33'), await photo('blue', '#33a')])
    if (script) await expect.poll(() => page.locator('input[type=hidden][name=pictures]').count()).toBe(2)
    await page.getByLabel('Description').fill('Thrown by hand, glazed twice.')
    const rows = script
      ? page.getByRole('list', { name: 'Variants' }).locator('> li')
      : page.locator('fieldset:has-text("SKU")')
    for (const [n, [color, name, price]] of [
      ['Red', 'Brick', '24.50'],
      ['Blue', 'Night', '26'],
    ].entries()) {
      if (script) {
        await page.getByLabel('Add a colour').click()
        await page.getByRole('option', { name: color! }).click()
        await page.getByLabel('Your name for the colour').nth(n).fill(name!)
        await page.getByLabel(`Photo of ${name}`).setInputFiles(await photo(name!, '#585'))
        await page.locator(`input[type=hidden][name="variants.${n}.picture"]`).waitFor({ state: 'attached' })
      } else {
        await page.locator(`[name="variants.${n}.color_key"]`).last().selectOption(color!)
        await page.locator(`[name="variants.${n}.name"]`).last().fill(name!)
      }
      await rows.nth(n).getByLabel('SKU').fill(`mug-${script}-${n}`)
      await rows.nth(n).getByLabel('Price €').fill(price!)
      await rows.nth(n).getByLabel('Stock').fill('5')
    }
    await page.getByRole('button', { name: 'Save and put on sale' }).click()
    await page.getByRole('link', { name: 'View in the storefront' }).waitFor()
    const visitor = await site.visit({ script })
    const link = visitor.page.getByRole('link', { name: title })
    await expect
      .poll(async () => {
        await visitor.page.goto('/products')
        return link.count()
      })
      .toBeGreaterThan(0)
    await link.first().click()
    await visitor.page.getByRole('heading', { level: 1, name: title }).waitFor()
    await visitor.page.getByText('€24.50').first().waitFor()
    await visitor.page.getByRole('cell', { name: 'Matt' }).waitFor()
    expect(await visitor.page.getByRole('navigation', { name: 'Colour' }).locator('img').count()).toBe(script ? 2 : 0)
    await visitor.page.getByRole('link', { name: 'Night' }).click()
    await visitor.page.getByText('€26.00').first().waitFor()
    await visitor.page.getByRole('button', { name: 'Add to cart' }).click()
    await visitor.page.getByText('Added to your cart').last().waitFor()
    await visitor.page.goto('/cart')
    await visitor.page.getByText('Night').waitFor()
    await context.close()
    await visitor.context.close()
  },
)

test('R27.1e what is missing is shown next to its field, with a link to it, and nothing is lost', async () => {
  const store = await site.store()
  const { page, context } = await site.visit({ as: store.owner })
  await page.goto('/seller/products/new')
  await page.getByLabel('Title').fill('A thing without a photo')
  await page.getByRole('button', { name: 'Save and put on sale' }).click()
  await page.waitForURL(/products\/prd_.*missing/)
  await page.getByRole('region', { name: 'Notifications' }).getByText('Saved as a draft').waitFor()
  await page.getByRole('link', { name: 'A description' }).click()
  expect(await page.evaluate<string>('document.activeElement.closest("[id^=at-]").id')).toBe('at-description')
  expect(await page.getByText('This is required.').count()).toBe(4)
  const { items } = await store.owner.api.listStoreProducts({})
  expect(items.map(product => [product.title, product.state])).toEqual([['A thing without a photo', 'draft']])
  await context.close()
})

test('R5.1d the editor shows each country of the market: sold there, or why not', async () => {
  const store = await site.store()
  const { page, context } = await site.visit({ as: store.owner })
  await page.goto('/seller/products/new')
  await page.getByText('2 of 27 countries').click()
  await page.getByRole('row', { name: 'France Sold' }).waitFor()
  await page.getByRole('row', { name: 'Portugal Not covered by the shipping template' }).waitFor()
  await context.close()
})

test('leaving a product with unsaved changes asks first; without changes it does not', async () => {
  const store = await site.store()
  const { productId } = await site.product(store)
  const { page, context } = await site.visit({ as: store.owner })
  const asked: string[] = []
  page.on('dialog', dialog => void dialog.accept().then(() => asked.push(dialog.type())))
  await page.goto(`/seller/products/${productId}`)
  await page.getByLabel('Title').click()
  await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click()
  await page.waitForURL(/\/seller\/[^/]+\/orders$/)
  await page.goto(`/seller/products/${productId}`)
  await page.getByLabel('Title').click()
  await page.goto('/seller')
  expect(asked).toEqual([])
  // without script, leaving by a link cannot be prevented
  await page.goto('/seller/products/new', { waitUntil: 'networkidle' })
  await page.getByLabel('Title').fill('Half a thought')
  await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click()
  await page.getByRole('button', { name: 'Stay on this page' }).click()
  expect(await page.getByLabel('Title').inputValue()).toBe('Half a thought')
  await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click()
  await page.getByRole('button', { name: 'Leave without saving' }).click()
  await page.waitForURL(/\/seller\/[^/]+\/orders$/)
  await context.close()
})

test('R27.2d files that are not photos, too small or too many are named with the reason; the others are uploaded', async () => {
  const store = await site.store()
  const { page, context } = await site.visit({ as: store.owner })
  await page.goto('/seller/products/new')
  await page.getByText('at least 200 pixels on each side, up to 15 MB each').waitFor()
  const tiny = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  await page.getByLabel('Add photos').setInputFiles([
    { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('not a photo') },
    { name: 'huge.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(16 * 1024 * 1024) },
    { name: 'words.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('words that call themselves a photo') },
    { name: 'tiny.png', mimeType: 'image/png', buffer: tiny },
  ])
  await page.getByText('notes.txt: Not an image we can read').waitFor()
  await page.getByText('huge.jpg: The file is too large').waitFor()
  const tiles = page.getByRole('list', { name: 'Photos' })
  await tiles.getByText('Not an image we can read').waitFor()
  await tiles.getByText('Too few pixels').waitFor()
  await page.getByRole('button', { name: 'Remove photo 2' }).click({ force: true })
  await page.getByRole('button', { name: 'Remove photo 1' }).click({ force: true })
  const seven = Array.from({ length: 7 }, (_, n) => photo(`many-${n}`, '#a33'))
  await page.getByLabel('Add photos').setInputFiles(await Promise.all(seven))
  await page.getByText(/many-6\.jpg: You have reached the maximum number of photos/).waitFor()
  expect(await page.getByText('notes.txt').count()).toBe(0)
  await context.close()
})

test('R27.2c a photo is cropped in the form: another picture in its place, in order', async () => {
  const store = await site.store()
  const { page, context } = await site.visit({ as: store.owner })
  await page.goto('/seller/products/new')
  await page.getByLabel('Add photos').setInputFiles([await photo('wide', '#a33'), await photo('other', '#33a')])
  const ids = () =>
    page.evaluate<string[]>(
      `[...document.querySelectorAll('input[type=hidden][name=pictures]')].map(each => each.value)`,
    )
  await expect.poll(async () => (await ids()).length).toBe(2)
  const before = await ids()
  await page.getByRole('button', { name: 'Crop photo 1' }).click({ force: true })
  await page.getByRole('group', { name: 'Part to keep' }).press('ArrowLeft')
  await page.getByRole('button', { name: 'Crop', exact: true }).click()
  await expect.poll(async () => (await ids())[0]).not.toBe(before[0])
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.waitForURL(/products\/prd_/)
  const product_id = new URL(page.url()).pathname.split('/').at(-1)!
  const { pictures, files } = await store.owner.api.showStoreProduct({ product_id })
  const shown = pictures.map(id => files.find(file => file.id === id)!)
  expect(shown.map(({ id, width, height }) => [id === before[1], width, height])).toEqual([
    [false, 1200, 1200],
    [true, 1600, 1200],
  ])
  expect(shown[0]!.cropped_from).toMatchObject({ left: 168, top: 0, side: 1200 })
  await context.close()
})
