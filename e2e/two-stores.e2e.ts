import sharp from 'sharp'
import { expect, test } from 'vitest'
import { addMember } from '#accounts/index.ts'
import { inTx } from '#platform/tx.ts'
import type { Person, Store } from '../test/market.ts'
import { expectNoSidewaysScroll, openSite } from './site.ts'

const site = openSite()

/** A person who works for two stores, each with its name and address. */
async function memberOfTwo(): Promise<{ member: Person; one: Named; two: Named }> {
  const [first, second] = [await site.store(), await site.store()]
  const member = await site.person({ storeId: first.id })
  await inTx(site.db, 'join', tx => addMember(tx, { userId: member.userId!, storeId: second.id, role: 'owner' }))
  return { member, one: await named(first), two: await named(second) }
}

type Named = Store & { readonly slug: string; readonly name: string }

const named = async (store: Store): Promise<Named> => {
  const { slug, name } = (await store.owner.api.me({})).user!.stores[0]!
  return { ...store, slug, name }
}

const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 300, height: 300, channels: 3, background: '#8899aa' } })
    .png()
    .toBuffer()

test.each([true, false])('R2.4d two tabs show two stores, and each saves for its own (script: %s)', async script => {
  const { member, one, two } = await memberOfTwo()
  const product = await site.product(one, { title: 'Of the first store' })
  const { page, context } = await site.visit({ as: member, script })
  await page.goto(`/seller/${one.slug}/products/${product.productId}`)
  const other = await context.newPage()
  await other.goto(`/seller/${two.slug}/products`)
  await other.reload()
  await page.getByLabel('Title').fill('Of the first store, still')
  await page.getByRole('button', { name: /^Save/ }).first().click()
  await page.getByRole('heading', { name: 'Of the first store, still' }).waitFor()
  expect(new URL(page.url()).pathname).toBe(`/seller/${one.slug}/products/${product.productId}`)
  expect((await other.goto(`/seller/${two.slug}/products/${product.productId}`))?.status()).toBe(404)
  await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click()
  await page.waitForURL(`/seller/${one.slug}/orders`)
  await context.close()
})

test('R2.4d the menu leads to the other store; lists are exported and photos uploaded for the store in the address', async () => {
  const { member, one, two } = await memberOfTwo()
  await site.product(two, { title: 'Of the second store' })
  const { page, context } = await site.visit({ as: member })
  await page.goto(`/seller/${one.slug}/products`)
  await page.getByRole('button', { name: /Account/ }).click()
  await page.getByRole('link', { name: two.name }).click()
  await page.waitForURL(`/seller/${two.slug}`)
  await page.goto(`/seller/${two.slug}/products`)
  const downloads = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  expect((await downloads).suggestedFilename()).toBe('products.csv')
  const list = await page.request.get(`/seller/${two.slug}/download/products.csv`)
  expect(await list.text()).toContain('Of the second store')
  expect((await page.request.get(`/seller/${two.slug}/download/everything.csv`)).status()).toBe(404)
  await page.goto(`/seller/${two.slug}/products/new`, { waitUntil: 'networkidle' })
  const [upload] = await Promise.all([
    page.waitForResponse(answer => answer.url().endsWith('/api/seller/files')),
    page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: await photo() }),
  ])
  expect(upload.status()).toBe(200)
  await context.close()
})

test('R2.4e addresses without a store lead to the only one, to that of their order, or to the choice', async () => {
  const { member, one, two } = await memberOfTwo()
  const product = await site.product(two)
  const { page, context } = await site.visit({ as: member, width: 390 })
  await page.goto('/seller/balance')
  await page.getByRole('heading', { name: 'Choose a store' }).waitFor()
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: one.name }).click()
  await page.waitForURL(`/seller/${one.slug}/balance`)
  await page.goto(`/seller/products/${product.productId}?category=test-mugs`)
  expect(page.url()).toContain(`/seller/${two.slug}/products/${product.productId}?category=test-mugs`)
  const { id } = (await member.api.me({})).user!.stores.find(({ slug }) => slug === two.slug)!
  await page.goto(`/seller/${id}/orders?state=closed`)
  expect(page.url()).toContain(`/seller/${two.slug}/orders?state=closed`)
  const third = await named(await site.store())
  for (const path of [`/seller/${third.slug}`, `/seller/${third.slug}/orders`, '/seller/no-such-store/balance'])
    expect((await page.goto(path))?.status(), path).toBe(404)
  await context.close()

  const owner = await site.visit({ as: third.owner })
  await owner.page.goto('/seller/orders?state=closed')
  expect(owner.page.url()).toContain(`/seller/${third.slug}/orders?state=closed`)
  await owner.page.goto('/seller')
  expect(new URL(owner.page.url()).pathname).toBe(`/seller/${third.slug}`)
  await owner.context.close()
})
