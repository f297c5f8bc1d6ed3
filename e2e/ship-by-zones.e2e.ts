import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { publicId } from '#platform/ids.ts'
import { address } from '../test/market.ts'
import { openSite } from './site.ts'

const site = openSite()

const zone = (page: Page, n: number) =>
  page.locator('section', { has: page.getByRole('heading', { name: `Zone ${n}` }) })
const standard = (page: Page, n: number) => zone(page, n).getByRole('group', { name: 'Standard', exact: true })
const press = (page: Page, n: number, name: string) => zone(page, n).getByText(name, { exact: true }).click()

test.each([true, false])(
  'R21.1i a member draws up zones with bands of weight, sees what a buyer pays, and saves (script: %s)',
  async script => {
    const { owner } = await site.store()
    const { page, context } = await site.visit({ as: owner, script })
    await page.goto('/seller/templates/new')
    await page.getByLabel('Name').fill('Heavy and far')
    if (script) await zone(page, 1).getByRole('button', { name: 'Clear' }).click()
    else {
      const pressed = zone(page, 1).locator('[name^="zones.0.countries."]:checked')
      while ((await pressed.count()) > 0) await pressed.first().uncheck({ force: true })
    }
    await press(page, 1, 'France')
    await press(page, 1, 'Belgium')
    const rate = standard(page, 1)
    await rate.getByText('By weight').click()
    await rate.getByLabel('Up to (g)').first().fill('1000')
    await rate.getByLabel('Price', { exact: true }).first().fill('4.90')
    await rate.getByLabel('Price above that').fill('7.90')
    await rate.getByLabel('DHL', { exact: true }).check()
    await rate.getByLabel('DHL, minimum days').fill('3')
    await rate.getByLabel('DHL, maximum days').fill('6')
    if (script) {
      const shown = page.locator('section', { hasText: 'What a buyer pays' })
      await shown.getByText('2 units to Belgium:').waitFor()
      await shown.getByText('€4.90, 3–6 days').waitFor()
      await shown.getByLabel('Grams per unit').fill('501')
      await shown.getByText('€7.90, 3–6 days').waitFor()
      await page.getByRole('button', { name: 'Add a zone' }).click()
      expect(await zone(page, 2).getByRole('checkbox', { name: 'France' }).isDisabled()).toBe(true)
    }
    await press(page, 2, 'Germany')
    if (!script) await zone(page, 2).getByRole('checkbox', { name: 'Standard' }).check()
    await standard(page, 2).getByText('Free', { exact: true }).click()
    await standard(page, 2).getByLabel('GLS', { exact: true }).check()
    await page.getByRole('button', { name: 'Save template' }).click()
    await page.getByRole('alert').waitFor() // GLS has no days yet
    await standard(page, 2).getByLabel('GLS, minimum days').fill('2')
    await standard(page, 2).getByLabel('GLS, maximum days').fill('9')
    await page.getByRole('button', { name: 'Save template' }).click()
    await page.waitForURL(/templates\/tpl_/)
    const { items } = await owner.api.listTemplates({})
    expect(items[1]).toMatchObject({
      name: 'Heavy and far',
      zones: [
        {
          countries: ['BE', 'FR'],
          rates: {
            standard: {
              by: 'weight',
              bands: [{ up_to: 1_000, price_minor: 490 }],
              price_minor: 790,
              carriers: { dhl: { min_days: 3, max_days: 6 } },
            },
          },
        },
        { countries: ['DE'], rates: { standard: { bands: [], price_minor: 0 } } },
      ],
    })
    await context.close()
  },
)

test.each([true, false])(
  'R21.1j the page shows before saving how many products a change touches; deleting is refused with the number (script: %s)',
  async script => {
    const store = await site.store()
    for (let n = 0; n < 2; n++) await site.product(store)
    const { page, context } = await site.visit({ as: store.owner, script })
    await page.goto('/seller/templates')
    await page.getByText('2 products').first().waitFor()
    await page.getByRole('link', { name: 'Standard' }).click()
    await page.getByText('2 products use this template').waitFor()
    await standard(page, 2).locator('[name$=".standard.price"]').fill('8.50')
    await page.getByRole('button', { name: 'Save for 2 products' }).click()
    await expect
      .poll(async () => (await store.owner.api.listTemplates({})).items[0]!.zones[1]!.rates.standard!.price_minor)
      .toBe(850)
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('alert').getByText('2 products use this template').waitFor()
    await page.getByRole('button', { name: 'Duplicate' }).click()
    await page.getByRole('heading', { level: 1, name: 'Standard (copy)' }).waitFor()
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.waitForURL(/\/templates$/)
    expect((await store.owner.api.listTemplates({})).items.map(({ name }) => name)).toEqual(['Standard'])
    await context.close()
  },
)

test.each([true, false])(
  'R21.3b a visitor says where things shall go, and each product says when they arrive or why not (script: %s)',
  async script => {
    const store = await site.store()
    const { productId } = await site.product(store)
    const { page, context } = await site.visit({ script })
    await page.goto(`/p/${productId}`)
    const card = page.getByRole('region', { name: 'Delivery', exact: true })
    await card
      .getByText(/Arrives \d/)
      .first()
      .waitFor()
    expect(await card.getByText(/Arrives \d/).count()).toBe(2)
    const choose = async (country: string) => {
      await card.getByLabel('Deliver to').selectOption({ label: country })
      if (!script) await card.getByRole('button', { name: 'Use' }).click()
    }
    await choose('Germany')
    await expect.poll(() => card.getByText(/Arrives \d/).count()).toBe(1)
    await choose('Malta')
    await card.getByText('The store does not deliver this product to Malta.').waitFor()
    await page.goto(`/fr/p/${productId}`)
    await page.getByText('La boutique ne livre pas cet article dans ce pays : Malte.').waitFor()
    await context.close()
  },
)

test.each([true, false])(
  'R5.1f what is not delivered to the visitor’s country cannot be bought there, and the cart and the wish list say so (script: %s)',
  async script => {
    const store = await site.store()
    const title = `Heavy anchor ${script}`
    const { productId } = await site.product(store, { title })
    const { page, context } = await site.visit({ script })
    const add = page.getByRole('button', { name: 'Add to cart' })
    const listed = page.getByRole('link', { name: title })
    const choose = async (country: string) => {
      const form = page.getByRole('region', { name: 'Delivery', exact: true })
      await form.getByLabel('Deliver to').selectOption({ label: country })
      if (!script) await form.getByRole('button', { name: 'Use' }).click()
    }
    const inStore = { store_id: publicId('sto', store.id) }
    await expect.poll(async () => (await site.as(null).api.listProducts(inStore)).items.length).toBe(1)
    await page.goto('/')
    await listed.waitFor()
    await page.goto(`/p/${productId}`)
    await add.click()
    await page.getByRole('link', { name: 'View cart' }).click()
    await page.waitForURL('**/cart')
    await page.goto(`/p/${productId}`)
    await page.getByRole('button', { name: 'Add to wish list' }).click()
    await page.getByRole('button', { name: 'On your wish list' }).waitFor()
    await page.goto(`/p/${productId}`)
    await choose('Malta')
    await page.getByText('The store does not deliver this product to Malta.').waitFor()
    expect([await add.isDisabled(), await page.getByRole('region', { name: 'Delivery', exact: true }).count()]).toEqual(
      [true, 1],
    )
    await page.goto('/cart')
    await page.getByText('Not delivered to Malta. Remove it').waitFor()
    await page.goto('/wishes')
    await page.getByText('Not delivered to Malta').waitFor()
    await page.goto('/')
    await page.getByRole('heading', { name: 'New in' }).waitFor()
    expect(await listed.count()).toBe(0)
    await page.goto(`/p/${productId}`)
    await choose('Germany')
    await page.getByText('Arrives').first().waitFor()
    expect(await add.isDisabled()).toBe(false)
    await page.goto('/cart')
    await page.getByText(title).waitFor()
    expect(await page.getByText('Not delivered').count()).toBe(0)
    await context.close()
  },
)

test('R5.1f the checkout names the items of a store that are not delivered to the address', async () => {
  const store = await site.store()
  const rates = { standard: { price_minor: 900, carriers: { dhl: { min_days: 2, max_days: 4 } } } }
  const { id } = await store.owner.api.createTemplate({ name: 'South', zones: [{ countries: ['PT'], rates }] })
  const near = await site.product(store, { title: 'Nearby bench' })
  const far = await site.product({ ...store, templateId: id }, { title: 'Far bench' })
  const buyer = await site.person()
  for (const { variantId } of [near, far]) await buyer.api.addToCart({ variant_id: variantId })
  await buyer.api.setDelivery({ address })
  const { page, context } = await site.visit({ as: buyer })
  await page.goto('/checkout')
  await page.getByText('Far bench is not delivered to France.').waitFor()
  expect(await page.getByText('does not deliver to France').count()).toBe(0)
  await buyer.api.setCartLine({ variant_id: near.variantId, units: 0 })
  await page.reload()
  await page.getByText('does not deliver to France').waitFor()
  expect(await page.getByText('is not delivered to France').count()).toBe(0)
  await buyer.api.setDelivery({ address: { ...address, country: 'PT', postal_code: '1100-148' } })
  await page.reload()
  await page.getByRole('button', { name: /[Pp]ay €/ }).waitFor()
  await context.close()
})

test('R5.2e operators open and close countries on a page', async () => {
  const operator = await site.person({ operator: true })
  for (const script of [true, false]) {
    const { page, context } = await site.visit({ as: operator, script })
    await page.goto('/ops/markets')
    const estonia = page.getByRole('row').filter({ hasText: 'Estonia' }).first()
    for (const [verb, next] of [
      ['Close', 'Reopen'],
      ['Reopen', 'Close'],
    ] as const) {
      await estonia.getByRole('button', { name: verb, exact: true }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByLabel('Reason').fill('The carrier is on strike.')
      await dialog.getByRole('button', { name: `${verb} Estonia` }).click()
      await estonia.getByRole('button', { name: next, exact: true }).waitFor()
    }
    const opening = page.locator('form').filter({ has: page.getByRole('button', { name: 'Open country' }) })
    await opening.getByLabel('Country').selectOption(script ? 'NO' : 'IS')
    await opening.getByLabel('From (marketplace time)').fill('2040-01-01')
    await opening.getByLabel('Reason').fill('Agreed with the carriers.')
    await opening.getByRole('button', { name: 'Open country' }).click()
    await page
      .getByRole('row')
      .filter({ hasText: script ? 'Norway' : 'Iceland' })
      .first()
      .waitFor()
    await context.close()
  }
  const { items } = await operator.api.listMarkets({})
  expect(items.find(({ country }) => country === 'NO')).toMatchObject({
    open: false,
    open_from: '2039-12-31T23:00:00Z',
  })
  expect(items.find(({ country }) => country === 'EE')).toMatchObject({ open: true, closed: false })
})
