import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { publicId } from '#platform/ids.ts'
import { expectNoSidewaysScroll, openSite } from './site.ts'

const site = openSite()

/** The notice of an action: with script it is on the page twice. */
const noticeShown = (page: Page, text: string) => page.getByText(text).last().waitFor()

test('R3.1f an operator sets a rate from next month, in per cent; both rates are shown, with script and without', async () => {
  const operator = await site.person({ operator: true })
  for (const script of [true, false]) {
    const { page, context } = await site.visit({ as: operator, script, width: script ? 1280 : 390 })
    await page.goto('/ops/categories?q=test+mugs')
    await page.getByRole('link', { name: 'Test mugs', exact: true }).click()
    await page.waitForURL('**/ops/categories/test-mugs')
    const rate = async (percent: string, from: string | null, reason: string) => {
      await page.getByLabel('Rate', { exact: true }).fill(percent)
      if (from !== null) await page.getByLabel('From').fill(from)
      await page
        .locator('form', { has: page.getByLabel('Rate', { exact: true }) })
        .getByLabel('Reason')
        .fill(reason)
      await page.getByRole('button', { name: 'Set rate' }).click()
      await page.getByText(reason).first().waitFor()
    }
    const [now, next] = script ? ['7.25', '6.5'] : ['7.75', '5.5']
    await rate(now, '', `${now} from now on`)
    await rate(next, null, `${next} agreed for next month`)
    const shown = await operator.api.showCategoryAsOperator({ category: 'test-mugs' })
    expect([shown.rate_bps, shown.next_rate!.rate_bps]).toEqual([Number(now) * 100, Number(next) * 100])
    const start = new Date(shown.next_rate!.effective_at).toLocaleString('sv', { timeZone: 'Europe/Paris' })
    expect(start).toMatch(/-01 00:00:00$/)
    await page.getByText(`${now}%`).first().waitFor()
    await page.getByText(`${next}%`).first().waitFor()
    await expectNoSidewaysScroll(page)
    await page.goto('/ops/categories?q=test+mugs')
    await page.getByText(new RegExp(`^${next}% from 1 `)).waitFor()
    await page.getByText(`${now}%`).waitFor()
    await expectNoSidewaysScroll(page)
    await context.close()
  }
})

test('R4.1o a change based on an old revision is refused and keeps what was typed', async () => {
  const operator = await site.person({ operator: true })
  for (const script of [true, false]) {
    const { page, context } = await site.visit({ as: operator, script })
    await page.goto('/ops/categories/test-things')
    const { names, own, revision } = await operator.api.showCategoryAsOperator({ category: 'test-things' })
    const unchanged = { names: { en: names.en, fr: names.fr! }, ...own }
    await operator.api.updateCategory({ category: 'test-things', revision, reason: 'meanwhile', ...unchanged })
    await page.getByLabel('Name in English').first().fill('Things to test')
    const form = page.locator('form', { has: page.getByRole('button', { name: 'Save' }) })
    await form.getByLabel('Reason').fill('a better name')
    await form.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Somebody else has changed this category').waitFor()
    expect(await page.getByLabel('Name in English').first().inputValue()).toBe('Things to test')
    await form.getByRole('button', { name: 'Save' }).click()
    await noticeShown(page, 'Category saved')
    await page.getByRole('heading', { name: 'Things to test' }).waitFor()
    await operator.api.updateCategory({ category: 'test-things', revision: revision + 2, reason: 'back', ...unchanged })
    await context.close()
  }
})

test('R4.1p an operator adds an attribute, opens a category and adds a subcategory, without script too', async () => {
  const operator = await site.person({ operator: true })
  for (const script of [true, false]) {
    const { page, context } = await site.visit({ as: operator, script })
    await page.goto('/ops/categories/test-tickets?attribute=color')
    const ask = page.locator('form', { has: page.getByRole('button', { name: 'Add', exact: true }) })
    await ask.getByLabel('Required').check()
    await ask.getByLabel('Red', { exact: true }).uncheck()
    await ask.getByLabel('Reason').fill('buyers ask')
    await ask.getByRole('button', { name: 'Add', exact: true }).click()
    await noticeShown(page, 'Added to the category and its subcategories')
    const { attributes } = await operator.api.showCategoryAsOperator({ category: 'test-tickets' })
    const color = attributes.find(each => each.key === 'color')!
    const chosen = color.values.filter(value => !value.allowed).map(value => value.key)
    expect([color.required, color.of, chosen]).toEqual([true, 'test-tickets', ['red']])
    await page.locator('summary', { hasText: 'Remove' }).click()
    const drop = page.locator('form', { has: page.getByRole('button', { name: 'Remove' }) })
    await drop.getByLabel('Reason').fill('nobody answers')
    await drop.getByRole('button').click()
    await noticeShown(page, 'Attribute removed')

    const key = `test-added-${script ? 'one' : 'two'}`
    await page.goto('/ops/categories/test-goods')
    await page.getByText('Add a subcategory').click()
    const add = page.locator('form', { has: page.getByRole('button', { name: 'Add', exact: true }) })
    await add.getByLabel('Name in English').fill('Added')
    await add.getByLabel('Name in French').fill('Ajoutée')
    await add.getByLabel('Key').fill(key)
    await add.getByLabel('Products can be placed here').check()
    await add.getByLabel('Reason').fill('it was missing')
    await add.getByRole('button').click()
    await noticeShown(page, 'Category added')
    await page.goto(`/ops/categories/${key}`)
    await page.getByLabel('State').selectOption('special')
    const form = page.locator('form', { has: page.getByRole('button', { name: 'Save' }) })
    await form.getByLabel('Reason').fill('needs a licence')
    await form.getByRole('button').click()
    await noticeShown(page, 'Category saved')
    expect((await operator.api.showCategoryAsOperator({ category: key })).state).toBe('special')
    await context.close()
  }
})

test('R4.1q a store’s permission for a special category is granted and withdrawn from either page', async () => {
  const store = await site.store()
  const operator = await site.person({ operator: true })
  const { slug, id } = await store.owner.api.ownStore({})
  const { page, context } = await site.visit({ as: operator, script: false, width: 390 })
  const granted = async () => (await operator.api.listAuthorizations({ store_id: id })).items.length
  const withdraw = async () => {
    await page.locator('summary', { hasText: 'Withdraw' }).click()
    const form = page.locator('form', { has: page.getByRole('button', { name: 'Withdraw' }) })
    await form.getByLabel('Reason').fill('the licence ended')
    await form.getByRole('button').click()
    await noticeShown(page, 'Permission withdrawn')
    expect(await granted()).toBe(0)
  }
  await page.goto('/ops/categories/test-vitamins')
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Grant permission' }) })
  await form.getByLabel('Store').fill('nobody-there')
  await form.getByLabel('Reason').fill('a licence, seen')
  await form.getByRole('button').click()
  await form.getByRole('alert').waitFor()
  await form.getByLabel('Store').fill(slug)
  await form.getByRole('button').click()
  await noticeShown(page, 'Permission granted')
  expect(await granted()).toBe(1)
  await withdraw()
  await page.goto(`/ops/stores/${publicId('sto', store.id)}`)
  await form.getByLabel('Category').selectOption('test-vitamins')
  await form.getByLabel('Reason').fill('a licence, seen')
  await form.getByRole('button').click()
  await noticeShown(page, 'Permission granted')
  expect(await granted()).toBe(1)
  await expectNoSidewaysScroll(page)
  await withdraw()
  await context.close()
})
