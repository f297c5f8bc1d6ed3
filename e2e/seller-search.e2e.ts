import { expect, test } from 'vitest'
import { openSite } from './site.ts'

const site = openSite()

test('R0.6e Ctrl K finds a product by its SKU and an order by its number; without script a page does', async () => {
  const store = await site.store()
  const { productId, variantId } = await site.product(store, { title: 'Oak lamp' })
  const order = (await site.buy(await site.person(), [variantId])).orders[0]!
  const { number, lines } = await store.owner.api.showStoreOrder({ order_id: order })
  const { slug } = (await store.owner.api.me({})).user!.stores[0]!
  const { page, context } = await site.visit({ as: store.owner })
  await page.goto(`/seller/${slug}/team`, { waitUntil: 'networkidle' })
  for (const [typed, option, there] of [
    [lines[0]!.sku, /Oak lamp.*sku/, `/seller/${slug}/products/${productId}`],
    [number, new RegExp(`Oak lamp.*${number}`), `/seller/${slug}/orders/${order}`],
  ] as const) {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill(typed)
    await page.getByRole('dialog').getByRole('option', { name: option }).first().click()
    await page.waitForURL(there)
  }
  await context.close()

  const plain = await site.visit({ as: store.owner, script: false })
  await plain.page.goto(`/seller/${slug}`)
  await plain.page.getByRole('searchbox').fill('lamp')
  await plain.page.keyboard.press('Enter')
  await plain.page.getByRole('main').getByRole('link', { name: number }).click()
  expect(new URL(plain.page.url()).pathname).toBe(`/seller/${slug}/orders/${order}`)
  await plain.context.close()
})
