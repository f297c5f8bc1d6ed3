import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { openSite } from './site.ts'

const site = openSite()

test('E18a E18j a seller exports the orders of a month, leaves, and takes the file from the bell', async () => {
  const store = await site.store()
  const { variantId } = await site.product(store)
  await site.buy(await site.person(), [variantId])
  const { page, context } = await site.visit({ as: store.owner })
  await page.goto('/seller/jobs')
  await page.getByText('No exports yet').waitFor()
  await page.getByLabel('Format').selectOption('csv')
  await page.getByRole('button', { name: 'Start export' }).click()
  // the list updates by itself
  await page
    .getByRole('main')
    .getByRole('link', { name: /Download orders-.*\.csv/ })
    .waitFor()

  await page.getByRole('link', { name: 'Orders' }).first().click()
  await page.getByRole('heading', { name: 'Orders', level: 1 }).waitFor()
  await page.getByRole('button', { name: /Your exports/ }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: /Download orders-/ }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^orders-.*\.csv$/)
  const text = readFileSync((await download.path())!, 'utf8')
  expect(text.trim().split('\n')).toHaveLength(2)
  await context.close()
})

test('E18j without script: start, see, cancel; a job that failed is tried again', async () => {
  const store = await site.store()
  const { page, context } = await site.visit({ as: store.owner, script: false })
  await page.goto('/seller/jobs')
  await page.getByLabel('First day').fill('2026-02-02')
  await page.getByLabel('Last day').fill('2026-02-01')
  await page.getByRole('button', { name: 'Start export' }).click()
  await page.getByText('The last day is before the first.').first().waitFor()
  expect(await page.getByLabel('First day').inputValue()).toBe('2026-02-02')
  await page.getByLabel('Last day').fill('2026-02-03')
  await page.getByRole('button', { name: 'Start export' }).click()
  await page.getByText('you can follow its progress here').waitFor()

  const held = (state: string, ended: boolean) =>
    sql`
      update platform.jobs set state = ${state}, total = 10, done = 4, file_name = null, files_until = null,
        lease = ${store.id}, lease_until = ${site.db.clock.wall().add({ hours: 1 })},
        ended_at = ${ended ? site.db.clock.now() : null}::timestamptz where owner = ${store.id}
    `.execute(site.db.read)
  await expect.poll(async () => (await store.owner.api.listJobs({})).items[0]!.state).toBe('done')
  await held('running', false)
  await page.goto('/seller/jobs')
  await page.getByText('4 of 10').waitFor()
  await page.getByRole('button', { name: /^Cancel: Orders/ }).click()
  await page.getByRole('main').getByText('Cancelled').first().waitFor()
  expect((await store.owner.api.listJobs({})).items[0]!.state).toBe('canceled')
  await held('failed', true)
  await page.goto('/seller/jobs')
  await page.getByRole('button', { name: /^Try again: Orders/ }).click()
  await page.getByText('Trying again').waitFor()
  await context.close()
})

test('an operator rebuilds the search index', async () => {
  const { page, context } = await site.visit({ as: await site.person({ operator: true }) })
  await page.goto('/ops/jobs')
  await page.getByRole('button', { name: 'Rebuild' }).click()
  const row = page.getByRole('row', { name: /Search index/ })
  await row.getByText('Done').waitFor()
  await context.close()
})
