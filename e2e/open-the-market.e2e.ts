import { describe, expect, it } from 'vitest'
import { expectNoSidewaysScroll, openSite } from './site.ts'

const site = openSite()

describe('the market opens', () => {
  for (const script of [true, false])
    for (const width of [390, 1440])
      it(`at ${width} pixels, ${script ? 'with' : 'without'} script`, async () => {
        const { page, context } = await site.visit({ script, width })
        const response = await page.goto('/')
        expect(response?.status()).toBe(200)
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('independent stores')
        await expectNoSidewaysScroll(page)
        await context.close()
      })

  it('in French, with the language in its markup', async () => {
    const { page, context } = await site.visit()
    await page.goto('/fr')
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('boutiques')
    await context.close()
  })

  it('and answers 404 where there is nothing', async () => {
    const { page, context } = await site.visit()
    const response = await page.goto('/there-is-nothing-here')
    expect(response?.status()).toBe(404)
    await context.close()
  })
})

it('R1.3a storefront and seller center can be installed: name, start page and icon for each', async () => {
  const store = await site.store()
  for (const [path, as, start] of [
    ['/', undefined, '/'],
    ['/seller', store.owner, '/seller'],
  ] as const) {
    const { page, context } = await site.visit({ as })
    await page.goto(path)
    const href = await page.locator('link[rel=manifest]').getAttribute('href')
    const manifest = await (await page.request.get(href!)).json()
    expect(manifest).toMatchObject({
      name: expect.stringContaining('Fondaco'),
      start_url: start,
      display: 'standalone',
    })
    expect((await page.request.get(manifest.icons[0].src)).headers()['content-type']).toContain('image/svg+xml')
    await context.close()
  }
})
