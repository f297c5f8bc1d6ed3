import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { openSite } from './site.ts'

const site = openSite()

/** A photo as a phone takes it: a real JPEG with its orientation and place. */
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
  'a member photographs, describes and publishes a product with two colors (script: %s)',
  async script => {
    const store = await site.store()
    const { page, context } = await site.visit({ as: store.owner, script })
    const title = `Stoneware mug ${script ? 'one' : 'two'}`
    await page.goto('/seller/products/new')
    await page.locator('input[type=file]').setInputFiles([await photo('red', '#a33'), await photo('blue', '#33a')])
    if (script) await expect.poll(() => page.locator('input[type=hidden][name=pictures]').count()).toBe(2)
    await page.getByLabel('Title').fill(title)
    await page.getByLabel('Description').fill('Thrown by hand, glazed twice.')
    const row = (n: number) => page.locator('ol > li').nth(n)
    if (script) await page.getByRole('button', { name: 'Add a variant' }).click()
    for (const [n, [name, price]] of [
      ['Red', '24.50'],
      ['Blue', '26'],
    ].entries()) {
      await row(n).getByLabel('Name').fill(name!)
      await row(n).getByLabel('Your code').fill(`mug-${script}-${n}`)
      await row(n).getByLabel('Price €').fill(price!)
      await row(n).getByLabel('Stock').fill('5')
    }
    await page.getByRole('button', { name: 'Save and put on sale' }).click()
    await page.getByRole('link', { name: 'See it on the market' }).waitFor()
    const shown = Date.now()
    const visitor = await site.visit({ script })
    await visitor.page.goto('/products')
    await visitor.page.getByRole('link', { name: title }).first().click()
    expect(Date.now() - shown).toBeLessThan(5_000)
    await visitor.page.getByRole('heading', { level: 1, name: title }).waitFor()
    expect(await visitor.page.getByRole('radio').count()).toBe(2)
    expect(await visitor.page.getByText('€24.50').count()).toBeGreaterThan(0)
    await context.close()
    await visitor.context.close()
  },
)

test('what is missing is said, and nothing is lost', async () => {
  const store = await site.store()
  const { page, context } = await site.visit({ as: store.owner })
  await page.goto('/seller/products/new')
  await page.getByLabel('Title').fill('A thing without a photo')
  const row = page.locator('ol > li').first()
  await row.getByLabel('Name').fill('One')
  await row.getByLabel('Your code').fill('x-1')
  await row.getByLabel('Price €').fill('10')
  await page.getByRole('button', { name: 'Save and put on sale' }).click()
  await page.waitForURL(/products\/prd_/)
  await page.getByRole('region', { name: 'Notifications' }).getByText('Saved as a draft').waitFor()
  await page.getByRole('button', { name: 'Save and put on sale' }).click()
  await page.getByRole('alert').waitFor()
  const { items } = await store.owner.api.listStoreProducts({})
  expect(items.map(product => [product.title, product.state])).toEqual([['A thing without a photo', 'draft']])
  await context.close()
})
