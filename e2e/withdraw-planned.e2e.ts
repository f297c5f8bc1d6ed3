import { expect, test } from 'vitest'
import { expectNoSidewaysScroll, openSite } from './site.ts'

const site = openSite()

test('R3.1c E5a an operator withdraws a planned rate and a planned policy value, with script and without', async () => {
  const operator = await site.person({ operator: true })
  const effective_at = site.db.clock.now().add({ hours: 600 }).round('second').toString()
  for (const script of [true, false]) {
    const { page, context } = await site.visit({ as: operator, script, width: script ? 1440 : 390 })
    const { revision } = await operator.api.showCategoryAsOperator({ category: 'test-mugs' })
    await operator.api.setRate({ category: 'test-mugs', revision, rate_bps: 800, effective_at, reason: 'too much' })
    await operator.api.setPolicy({ key: 'catalog.pictures_max', value: 4, effective_at, reason: 'too few' })

    await page.goto('/ops/categories/test-mugs')
    const rate = page.locator('details', { has: page.getByLabel('Withdraw 8%, planned') })
    await page.getByLabel('Withdraw 8%, planned').click()
    await rate.getByLabel('Reason').fill('agreed otherwise')
    await expectNoSidewaysScroll(page)
    await rate.getByRole('button', { name: 'Withdraw' }).click()
    await page.getByText('Planned rate withdrawn').last().waitFor()
    const category = await operator.api.showCategoryAsOperator({ category: 'test-mugs' })
    expect(category.rates.some(each => each.reason === 'too much')).toBe(false)

    await page.goto('/ops/policies')
    const card = page.locator('[id="catalog.pictures_max"]')
    await card.getByText('History').click()
    await card.getByLabel('Withdraw 4 photos, planned').click()
    const withdrawal = card.locator('details', { has: page.getByLabel('Withdraw 4 photos, planned') }).last()
    await withdrawal.getByLabel('Reason').fill('agreed otherwise')
    await expectNoSidewaysScroll(page)
    await withdrawal.getByRole('button', { name: 'Withdraw' }).click()
    await page.getByText('Planned value withdrawn').last().waitFor()
    const { items } = await operator.api.listPolicies({})
    expect(items.find(({ key }) => key === 'catalog.pictures_max')!.history).toEqual([])
    await context.close()
  }
  const { items } = await operator.api.listAudit({ limit: 10 })
  expect(items.filter(({ action }) => action.endsWith('.withdraw'))).toHaveLength(4)
})
