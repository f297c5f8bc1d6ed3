import { expect, test } from 'vitest'
import { publicId } from '#platform/ids.ts'
import { expectNoSidewaysScroll, openSite } from './site.ts'

const site = openSite()

test('E14e an operator finds a product, takes it down and reinstates it, with script and without', async () => {
  const store = await site.store()
  const operator = await site.person({ operator: true })
  for (const script of [true, false]) {
    const title = `A copied lamp, ${script ? 'bright' : 'dim'}`
    const { productId } = await site.product(store, { title })
    const { page, context } = await site.visit({ as: operator, script, width: script ? 1280 : 390 })
    await page.goto('/ops/search')
    await page
      .getByRole('searchbox')
      .last()
      .fill(script ? 'lamp brig' : 'lamp di')
    await page.getByRole('button', { name: 'Search', exact: true }).last().click()
    await page.getByRole('link', { name: title }).click()
    await page.getByLabel('Reason, shown to the store').fill('It copies a protected design.')
    await page.getByRole('button', { name: 'Take down' }).click()
    await page.getByText('the store cannot put it on sale').waitFor()
    await expectNoSidewaysScroll(page)
    const seller = await site.visit({ as: store.owner, script })
    await seller.page.goto(`/seller/products/${productId}`)
    await seller.page.getByText('It copies a protected design.').waitFor()
    expect(await seller.page.getByRole('button', { name: 'Save and put on sale' }).count()).toBe(0)
    await seller.context.close()
    await page.getByRole('button', { name: 'Reinstate' }).click()
    await page.getByRole('heading', { name: 'Takedowns' }).waitFor()
    await page.getByRole('button', { name: 'Take down' }).waitFor()
    await context.close()
    await store.owner.api.publishProduct({ product_id: productId })
  }
})

test('E14g the palette finds an order by its number from any page', async () => {
  const store = await site.store()
  const { variantId } = await site.product(store)
  const { orders } = await site.buy(await site.person(), [variantId])
  const operator = await site.person({ operator: true })
  const { number } = await operator.api.showOrderAsOperator({ order_id: orders[0]! })
  const { page, context } = await site.visit({ as: operator })
  await page.goto('/ops/health')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('combobox').fill(number.toLowerCase())
  await page.getByRole('option', { name: new RegExp(`^${number}`) }).click()
  await page.waitForURL(`**/ops/orders/${orders[0]}`)
  await context.close()
})

test('E14c a store’s page leads to its own lists, and a chip leads back to all', async () => {
  const store = await site.store()
  await site.earn(store, 5_000)
  await site.earn(await site.store(), 5_000)
  const operator = await site.person({ operator: true })
  const { page, context } = await site.visit({ as: operator })
  await page.goto(`/ops/stores/${publicId('sto', store.id)}`)
  await page.getByRole('link', { name: 'See all' }).first().click()
  await page.waitForURL('**/ops/orders?store_id=*')
  const rows = () => page.getByRole('row').count()
  await expect.poll(rows).toBe(2)
  await page.getByRole('link', { name: /^Remove/ }).click()
  await page.waitForURL(url => !url.search.includes('store_id'))
  await expect.poll(rows).toBeGreaterThan(2)
  await context.close()
})
