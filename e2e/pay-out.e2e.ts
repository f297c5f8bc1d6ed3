import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hashPassword, setPassword } from '#accounts/index.ts'
import { inTx } from '#platform/tx.ts'
import type { Person } from '../test/market.ts'
import { expectNoSidewaysScroll, openSite } from './site.ts'

const site = openSite()

const open = async (person: Person, script: boolean, path: string, width = 360): Promise<Page> => {
  const { page } = await site.visit({ as: person, script, width })
  await page.goto(path)
  return page
}

/** Figures are never cut, however large. */
async function expectWholeFigures(page: Page): Promise<void> {
  const ends = await page.evaluate<
    [number, number][]
  >(`[...document.querySelectorAll('main p.text-2xl')].map(figure => {
    figure.textContent = '€12,345,678.90'
    const text = document.createRange()
    text.selectNodeContents(figure)
    return [text.getBoundingClientRect().right, figure.closest('.overflow-clip').getBoundingClientRect().right - 16]
  })`)
  expect(ends.length).toBeGreaterThan(1)
  for (const [end, room] of ends) expect(end).toBeLessThanOrEqual(room)
}

test.each([true, false])(
  'R70.2e R74.1g R74.2e a balance reaches the bank: account, request, batch, second operator, file, paid (script: %s)',
  async script => {
    const store = await site.store()
    const earned = await site.earn(store, 20_000)
    const passwordHash = await hashPassword('a long password')
    await inTx(site.db, 'set password', tx => setPassword(tx, store.owner.userId!, passwordHash))
    const [maker, approver] = [await site.person({ operator: true }), await site.person({ operator: true })]
    await maker.api.setPolicy({ key: 'payouts.debtor_iban', value: 'DE89370400440532013000', reason: 'our account' })

    const seller = await open(store.owner, script, '/seller/balance')
    await seller.getByText('Add a bank account first').waitFor()
    await seller.getByText('Add bank account').click()
    await seller.getByLabel('IBAN').fill('FR14 2004 1010 0505 0001 3M02 607')
    await seller.getByLabel('Account holder').fill('Good Things SARL')
    await seller.getByLabel('Your password').fill('a long password')
    await seller.getByRole('button', { name: 'Save bank account' }).click()
    await seller.getByText('This IBAN is not valid').first().waitFor()
    expect(await seller.getByLabel('IBAN').getAttribute('aria-invalid')).toBe('true')
    await seller.getByLabel('IBAN').fill('FR14 2004 1010 0505 0001 3M02 606')
    await seller.getByLabel('Your password').fill('a long password')
    await seller.getByRole('button', { name: 'Save bank account' }).click()
    await seller.getByText('Bank account saved').first().waitFor({ state: 'attached' })
    await seller.getByText('FR •••• 2606').waitFor()
    await seller.getByText('can be requested from').waitFor()
    await site.pass({ hours: 48 })

    await seller.goto('/seller/balance')
    if (!script) await expectWholeFigures(seller)
    const net = ((earned - 10) / 100).toFixed(2)
    expect(await seller.getByLabel('Amount').inputValue()).toBe((earned / 100).toFixed(2))
    await seller.getByText(`You will receive €${net}. The fee is €0.10.`).waitFor()
    await seller.getByLabel('Amount').fill('1000')
    if (script) await seller.getByText('You will receive €999.90').waitFor()
    await seller.getByRole('button', { name: 'Request payout' }).click()
    await seller
      .getByText(`You can pay out up to €${(earned / 100).toFixed(2)}.`)
      .first()
      .waitFor()
    await seller.getByLabel('Amount').fill('50.10')
    await expectNoSidewaysScroll(seller)
    await seller.getByRole('button', { name: 'Request payout' }).click()
    await seller.getByText('Payout requested').first().waitFor({ state: 'attached' })
    await seller.getByRole('button', { name: /^Cancel payout/ }).click()
    await seller.getByText('the money is back in your balance').first().waitFor({ state: 'attached' })
    // the notice of the first request may still be there, so the row tells
    await seller.getByRole('button', { name: /^Cancel payout/ }).waitFor({ state: 'detached' })
    await seller.getByLabel('Amount').fill('50.10')
    await seller.getByRole('button', { name: 'Request payout' }).click()
    await seller.getByRole('button', { name: /^Cancel payout/ }).waitFor({ state: 'attached' })
    await expectNoSidewaysScroll(seller)

    const first = await open(maker, script, '/ops/payouts', 1280)
    await first
      .getByRole('checkbox', { name: /^Select pyo_/ })
      .first()
      .check()
    await first.getByRole('button', { name: 'Create batch' }).click()
    await first.getByText('another operator has to approve it').first().waitFor()
    expect(await first.getByRole('button', { name: 'Approve' }).count()).toBe(0)

    const second = await open(approver, script, new URL(first.url()).pathname)
    await expectNoSidewaysScroll(second)
    await second.getByRole('button', { name: 'Approve…' }).click()
    await second.getByRole('button', { name: 'Approve €50.00' }).click()
    await second.getByText('Batch approved').first().waitFor({ state: 'attached' })
    const [download] = await Promise.all([
      second.waitForEvent('download'),
      second.getByRole('button', { name: 'Download bank file' }).click(),
    ])
    const xml = await readFile(await download.path(), 'utf8')
    expect(xml).toContain('<IBAN>FR1420041010050500013M02606</IBAN>')
    expect(xml).toContain('<InstdAmt Ccy="EUR">50.00</InstdAmt>')
    if (script) await second.getByText('File downloaded').waitFor()

    await first.goto(new URL(first.url()).pathname)
    await expectNoSidewaysScroll(first)
    await first
      .getByRole('checkbox', { name: /^Select pyo_/ })
      .first()
      .check()
    await first.getByRole('button', { name: 'Paid', exact: true }).click()
    await first.getByText('1 payout marked as paid').first().waitFor({ state: 'attached' })
    expect(await first.getByRole('checkbox', { name: /^Select pyo_/ }).count()).toBe(0)

    await seller.goto('/seller/balance?list=payouts')
    await seller.getByText('Paid', { exact: true }).waitFor()
    await seller.goto('/seller/balance')
    await seller.getByText('cancelled').first().waitFor()
    for (const page of [seller, first, second]) await page.context().close()
  },
)

test('R74.1c a lost file is downloaded again, without script too', async () => {
  const store = await site.store()
  await site.nameAccount(store)
  await site.earn(store, 5_000)
  await site.pass({ hours: 48 })
  const [maker, approver] = [await site.person({ operator: true }), await site.person({ operator: true })]
  await maker.api.setPolicy({ key: 'payouts.debtor_iban', value: 'DE89370400440532013000', reason: 'our account' })
  const { id } = await store.owner.api.requestPayout({ amount_minor: 1_000 })
  const { id: batch_id } = await maker.api.createPayoutBatch({ payout_ids: [id] })
  await approver.api.approvePayoutBatch({ batch_id })
  const page = await open(maker, false, `/ops/payouts/${batch_id}`)
  await approver.api.downloadPayoutFile({ batch_id }) // in another window
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download bank file' }).click(),
  ])
  await page.goto(`/ops/payouts/${batch_id}`)
  const [again] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download bank file again' }).click(),
  ])
  expect(await readFile(await again.path(), 'utf8')).toBe(await readFile(await download.path(), 'utf8'))
  await page.context().close()
})
