import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoSidewaysScroll, openSite } from './site.ts'

const site = openSite()

const price = (page: Page) => page.locator('[name="variants.0.price"]')
const stock = (page: Page) => page.locator('[name="variants.0.on_hand"]')
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()
const conflict = (page: Page) => page.getByText('Changed while you were editing')

test.each([true, false])(
  'two windows on one product: other fields of both are kept, of the same one the person chooses (script: %s)',
  async script => {
    const store = await site.store()
    const colleague = await site.person({ storeId: store.id })
    const { productId: product_id } = await site.product(store, { price: 8_990, stock: 10 })
    const at = `/seller/products/${product_id}`
    const shown = () => store.owner.api.showStoreProduct({ product_id })
    const saved = (revision: number) => expect.poll(async () => (await shown()).revision).toBe(revision)
    const [mine, theirs] = [await site.visit({ as: store.owner, script }), await site.visit({ as: colleague, script })]
    await mine.page.goto(at)
    await theirs.page.goto(at)

    await price(theirs.page).fill('95')
    await save(theirs.page)
    await saved(2)
    // a different field: both changes are kept, without a question
    await mine.page.getByLabel('Title').fill('A better thing')
    await save(mine.page)
    await saved(3)
    const first = await shown()
    expect([first.title, first.variants[0]!.price_minor]).toEqual(['A better thing', 9_500])

    // the same field, and others
    await theirs.page.goto(at)
    await price(theirs.page).fill('99')
    await theirs.page.getByLabel('Processing time (working days)').fill('5')
    await save(theirs.page)
    await saved(4)
    await price(mine.page).fill('80')
    await mine.page.getByLabel('Title').fill('The best thing')
    await mine.page.locator('[name="variants.0.sku"]').fill('best')
    await save(mine.page)
    await conflict(mine.page).waitFor()
    const choice = mine.page.getByRole('group', { name: 'One: Price' })
    await choice.getByText('€80.00').waitFor()
    await choice.getByText('€99.00').waitFor()
    expect(await mine.page.getByLabel('Title').inputValue()).toBe('The best thing')
    expect(await mine.page.locator('[name="variants.0.sku"]').inputValue()).toBe('best')
    expect(await mine.page.getByLabel('Processing time (working days)').inputValue()).toBe('5')
    const unsaved = await shown()
    expect([unsaved.title, unsaved.variants[0]!.price_minor]).toEqual(['A better thing', 9_900])
    for (const width of [390, 1440]) {
      await mine.page.setViewportSize({ width, height: 900 })
      await expectNoSidewaysScroll(mine.page)
    }
    await choice.getByLabel('Current').check()
    await save(mine.page)
    await saved(5)
    const last = await shown()
    expect([last.title, last.variants[0]!.price_minor, last.variants[0]!.sku, last.processing_days]).toEqual([
      'The best thing',
      9_900,
      'best',
      5,
    ])
    await conflict(mine.page).waitFor({ state: 'detached' })
    await mine.context.close()
    await theirs.context.close()
  },
)

test.each([true, false])(
  'a form open beside sales does not bring sold units back; a count of them is asked about (script: %s)',
  async script => {
    const store = await site.store()
    const { productId: product_id, variantId } = await site.product(store, { stock: 10 })
    const { page, context } = await site.visit({ as: store.owner, script })
    await page.goto(`/seller/products/${product_id}`)
    const sell = async (units: number) => {
      const { orders } = await site.buy(await site.person(), [variantId], { units })
      await site.ship(store, orders[0]!)
    }
    const title = async () => (await store.owner.api.showStoreProduct({ product_id })).title
    const onHand = async () => (await store.owner.api.showStoreProduct({ product_id })).stock[0]!.on_hand
    await sell(3)
    await page.getByLabel('Title').fill('Renamed beside sales')
    await save(page)
    await expect.poll(title).toBe('Renamed beside sales')
    expect(await onHand()).toBe(7)
    await expect.poll(() => stock(page).inputValue()).toBe('7')

    await sell(1)
    await stock(page).fill('40')
    await page.getByLabel('Title').fill('Renamed again')
    await save(page)
    await conflict(page).waitFor()
    expect(await onHand()).toBe(6)
    expect(await title()).toBe('Renamed again')
    const choice = page.getByRole('group', { name: 'One: Stock' })
    expect(await choice.textContent()).toMatch(/Yours\s*40\s*Current\s*6/)
    await save(page)
    await expect.poll(onHand).toBe(40)
    await context.close()
  },
)

test('a stock below what buyers ordered is refused next to its field; the rest is saved, and saving again succeeds', async () => {
  const store = await site.store()
  const { productId: product_id, variantId } = await site.product(store, { stock: 5 })
  await site.buy(await site.person(), [variantId], { units: 3 })
  const { page, context } = await site.visit({ as: store.owner })
  await page.goto(`/seller/products/${product_id}`)
  await page.getByLabel('Title').fill('Fewer of them')
  await stock(page).fill('2')
  await save(page)
  await page.getByText('Buyers have already ordered more than').first().waitFor()
  await stock(page).fill('3')
  await save(page)
  const units = async () => (await store.owner.api.showStoreProduct({ product_id })).stock[0]
  await expect.poll(units).toEqual({ variant_id: variantId, on_hand: 3, reserved: 3 })
  const { title } = await store.owner.api.showStoreProduct({ product_id })
  expect(title).toBe('Fewer of them')
  await context.close()
})

test('a text of one paragraph stays as typed: characters are not shown as entities', async () => {
  const store = await site.store()
  const { page, context } = await site.visit({ as: store.owner })
  await page.goto('/seller/products/new', { waitUntil: 'networkidle' })
  await page.getByLabel('Title').fill('Mill')
  await page.getByLabel('Description').click()
  await page.keyboard.type('Salt & pepper, 5 < 6 cm')
  await page.getByRole('button', { name: 'Save draft' }).click()
  await page.waitForURL(/products\/prd_/)
  const product_id = new URL(page.url()).pathname.split('/').at(-1)!
  const { description } = await store.owner.api.showStoreProduct({ product_id })
  expect(description).toBe('<p>Salt &amp; pepper, 5 &lt; 6 cm</p>')
  await context.close()
})
