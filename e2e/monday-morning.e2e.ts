import { expect, test } from 'vitest'
import { publicId } from '#platform/ids.ts'
import { applicant, fillApplication } from '../test/applicant.ts'
import { expectNoSidewaysScroll, openSite } from './site.ts'

const site = openSite()

const statement =
  'Between 2 October and 26 November nine buyers received broken stoneware, and five of them had no answer from you.'

/** An application, a requested payout and a paid order: what an operator finds on a Monday. */
async function weekend() {
  const person = await applicant(site)
  await fillApplication(person, { company: { legal_name: `Poterie ${person.email}` } })
  await person.api.submitApplication({ application_id: person.application_id, self_certified: true })
  const store = await site.store()
  await site.nameAccount(store)
  await site.earn(store, 5_000)
  await site.pass({ hours: 48 })
  await store.owner.api.requestPayout({ amount_minor: 1_000 })
  const { variantId } = await site.product(store)
  const buyer = await site.person()
  const { orders } = await site.buy(buyer, [variantId])
  const { name } = await store.owner.api.ownStore({})
  return { person, store, storeId: publicId('sto', store.id), name, buyer, order: orders[0]! }
}

test.each([
  { width: 390, dark: false, script: true },
  { width: 1440, dark: true, script: true },
  { width: 390, dark: true, script: false },
  { width: 1440, dark: false, script: false },
])(
  'E14p E14n E14r R2.5c an operator’s Monday morning at $width px (dark: $dark, script: $script)',
  async ({ width, dark, script }) => {
    const { person, storeId, name, buyer, order } = await weekend()
    const operator = await site.person({ operator: true })
    const { page, context } = await site.visit({ as: operator, script, width })
    if (dark) await page.emulateMedia({ colorScheme: 'dark' })

    await page.goto('/ops')
    await page.getByRole('heading', { name: 'Due now' }).waitFor()
    await page.getByText('Payouts requested').waitFor()
    await page.getByText('Sales, 28 days').first().waitFor()
    await expectNoSidewaysScroll(page)

    await page.getByRole('link', { name: /Seller applications/ }).click()
    await page.getByRole('link', { name: `Poterie ${person.email}` }).click()
    await page.getByRole('heading', { level: 1, name: `Poterie ${person.email}` }).waitFor()
    await expectNoSidewaysScroll(page)
    for (const document of ['Tax card', 'Identity document']) {
      const link = page.getByRole('link', { name: new RegExp(document) })
      if ((await link.count()) > 0) await link.first().click()
    }

    await page.goto(`/ops/orders/${order}`)
    await page.getByRole('heading', { name: 'Payment', exact: true }).waitFor()
    expect(await page.getByText(buyer.email).count()).toBe(0)
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.getByText(buyer.email).first().waitFor()
    await expectNoSidewaysScroll(page)

    await page.goto(`/ops/stores/${storeId}`)
    await page.getByRole('button', { name: 'Suspend…' }).click()
    await page.getByText('Nothing changes until you confirm').waitFor()
    await page.getByLabel('Statement of reasons').fill(statement)
    await page.getByLabel(`Type ${name}`).fill(name)
    await page.getByRole('button', { name: `Suspend ${name}` }).click()
    await page.getByText(/Suspended since/).waitFor()
    await expectNoSidewaysScroll(page)
    await page.getByRole('button', { name: 'Reopen…' }).click()
    await page.getByRole('dialog').getByLabel('Reason').fill('they pack in two layers now')
    await page.getByRole('button', { name: 'Reopen the store' }).click()
    await page.getByText('Earlier suspensions').waitFor()
    for (const path of [
      '/ops/operators',
      '/ops/policies?q=commission',
      '/ops/audit',
      '/ops/deadlines',
      '/ops/categories',
    ]) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await expectNoSidewaysScroll(page)
    }
    await context.close()
  },
)
