import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { applicant, approve, codeFor, fillApplication, pdf } from '../test/applicant.ts'
import { expectNoSidewaysScroll, openSite } from './site.ts'

const site = openSite()

async function files(): Promise<{ card: string; id: string }> {
  const card = join(tmpdir(), `${process.pid}-card.pdf`)
  const id = join(tmpdir(), `${process.pid}-id.jpg`)
  await writeFile(card, pdf)
  await sharp({ create: { width: 900, height: 600, channels: 3, background: '#8899aa' } })
    .jpeg()
    .toFile(id)
  return { card, id }
}

const next = (page: Page) => page.getByRole('button', { name: 'Save and continue' }).click()

test.each([true, false])(
  'R2.2f a company joins; one field is objected to, corrected, approved; its first product goes on sale (script: %s)',
  async script => {
    const { card, id } = await files()
    const email = `joins-${script}@example.eu`
    const { page, context } = await site.visit({ script, width: script ? 1280 : 390 })
    await page.goto('/sell')
    await page.getByText('Türkiye').waitFor() // the open countries are named
    await page.getByRole('link', { name: 'Open a store' }).first().click()
    expect(await page.getByLabel('Where is your company registered').locator('option:not([disabled])').count()).toBe(6)
    await page.getByLabel('Where is your company registered').selectOption('FR')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill('open sesame')
    await page.getByLabel('I accept').check()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor()
    await page.getByLabel('Code').fill(await codeFor(site, email))
    await page.getByRole('button', { name: 'Continue' }).click()

    await page.getByLabel('Legal name').fill('Poterie des Brumes')
    await page.getByLabel('Street and number').fill('2 quai des Brumes')
    await page.getByLabel('Postal code').fill('44000')
    await page.getByLabel('Town or city').fill('Nantes')
    await page.getByLabel('National identification number').fill('732 829 321')
    await page.getByLabel('VAT number').fill('FR44732829320')
    await page.getByLabel('Register and number').fill('RCS Nantes 732 829 320')
    await page.getByLabel('Phone').fill('+33 2 99 00 00 44')
    await next(page)
    await page.getByText('This number is not valid').first().waitFor()
    expect(await page.getByLabel('Legal name').inputValue()).toBe('Poterie des Brumes')
    await page.getByLabel('National identification number').fill('732 829 320')
    await next(page)

    await page.getByLabel('Full name').fill('Maëlle Le Gall')
    await page.getByLabel('Date of birth').fill('1984-05-17')
    await expectNoSidewaysScroll(page)
    await next(page)

    await page.getByRole('heading', { name: 'Documents' }).waitFor()
    // started on one device, continued on another
    await page.goto('/join')
    await page.getByText('Still missing: Tax identification card').waitFor()
    await page.getByRole('link', { name: 'Change Documents' }).click()
    for (const [label, file] of [
      ['Tax identification card', card],
      ['Identity document', id],
    ] as const) {
      await page.getByLabel(label).setInputFiles(file)
      if (!script)
        await page
          .getByRole('region')
          .or(page.locator('section'))
          .filter({ has: page.getByLabel(label) })
          .getByRole('button', { name: 'Add' })
          .click()
      await page.getByRole('link', { name: file.split('/').at(-1)! }).waitFor()
    }
    await expectNoSidewaysScroll(page)
    await page.getByRole('link', { name: 'Continue' }).click()

    const slug = `brumes-${script}`
    await page.getByLabel('Store name').fill('Les Brumes')
    await page.getByLabel('Store address (URL)').fill(slug)
    await next(page)
    await page.getByText('Everything is complete').waitFor()
    await expectNoSidewaysScroll(page)
    await page.getByLabel('I certify').check()
    await page.getByRole('button', { name: 'Submit for review' }).click()
    await page.getByText('Your application is in review').waitFor()

    const ops = await site.visit({ as: await site.person({ operator: true }), script })
    await ops.page.goto('/ops/applications')
    await ops.page.getByRole('link', { name: 'Poterie des Brumes' }).click()
    await ops.page.getByRole('link', { name: 'Identity document' }).click()
    const shown = ops.page.getByRole('img', { name: 'Identity document' })
    await shown.waitFor()
    await expect
      .poll(() => shown.evaluate(image => (image as unknown as { naturalWidth: number }).naturalWidth))
      .toBe(900)
    await ops.page.getByLabel('What is wrong with: Legal name').fill('The card says “Poterie des Brumes SARL”.')
    await ops.page.getByRole('button', { name: 'Reject' }).click()
    await ops.page.getByText('No applications').waitFor()

    await page.goto('/join')
    await page.getByText('Your application needs corrections').waitFor()
    await page.getByRole('link', { name: 'Change Company' }).click()
    await page.getByText('Reviewer: The card says “Poterie des Brumes SARL”.').waitFor()
    await page.getByLabel('Legal name').fill('Poterie des Brumes SARL')
    await next(page)
    await page.waitForURL('**/representative')
    await page.goto('/join')
    await page.getByLabel('I certify').check()
    await page.getByRole('button', { name: 'Submit for review' }).click()
    await page.getByText('Your application is in review').waitFor()

    await ops.page.goto('/ops/applications')
    await ops.page.getByRole('link', { name: 'Poterie des Brumes SARL' }).click()
    await ops.page.getByText('1 document you have not opened').waitFor()
    // without script the company applies a second time, with the number and the files of the first
    const again = !script
    expect(await ops.page.getByText('Another company has the same national identification number').count()).toBe(
      again ? 1 : 0,
    )
    if (again) {
      const read = ops.page.waitForResponse(answer => /\/documents\/doc_/.test(answer.url()))
      await ops.page.getByRole('link', { name: 'Tax identification card' }).click()
      expect((await read).status()).toBe(200)
      await ops.page.getByText('You have opened every document').waitFor()
    }
    await ops.page.getByRole('button', { name: 'Approve…' }).click()
    const reason = ops.page.getByLabel('Why it is approved although some points do not match')
    expect(await reason.count()).toBe(again ? 1 : 0)
    if (again) await reason.fill('The company closes its first store, by telephone.')
    await ops.page.getByRole('button', { name: 'Approve the application' }).click()
    await ops.page.getByText('No applications').waitFor()

    await page.goto('/join')
    await page.getByText('Your store is approved').waitFor()
    await page.getByRole('link', { name: 'Open the seller centre' }).click()
    await page.getByRole('heading', { level: 1 }).filter({ hasText: 'Les Brumes' }).waitFor()
    const [cookie] = await context.cookies()
    const owner = site.as(cookie!.value)
    const { id: templateId } = await owner.api.createTemplate({
      name: 'Parcels',
      zones: [
        {
          countries: ['FR'],
          rates: { standard: { price_minor: 490, carriers: { dhl: { min_days: 2, max_days: 4 } } } },
        },
      ],
    })
    await site.product({ id: '', owner, templateId }, { title: 'The first bowl' })
    const onSale = async () => {
      await page.goto(`/s/${slug}`)
      return page.getByRole('link', { name: 'The first bowl' }).count()
    }
    await expect.poll(onSale).toBe(1)
    await context.close()
    await ops.context.close()
  },
)

test('R2.4b a selling company applies for another store: only store details are asked for, and switching needs no log-in', async () => {
  const person = await applicant(site)
  await fillApplication(person)
  const { application_id } = person
  await person.api.submitApplication({ application_id, self_certified: true })
  const operator = await site.person({ operator: true })
  await approve(operator, application_id)
  const { page, context } = await site.visit({ as: person })
  await page.goto('/seller/company')
  await page.getByText('RCS Nantes 732 829 320').waitFor()
  await page.getByLabel('I accept').check()
  await page.getByRole('button', { name: 'Open another store' }).click()
  await page.getByLabel('Store name').fill('Second kiln')
  await page.getByLabel('Store address (URL)').fill('second-kiln')
  await page.getByLabel('Store e-mail').fill(person.email)
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByText('already belongs to another store').first().waitFor()
  await page.getByLabel('Store e-mail').fill('second-kiln@example.eu')
  await page.getByRole('button', { name: 'Save and continue' }).click()
  await page.getByLabel('I certify').check()
  expect(await page.getByText('Checked when your first store was approved').count()).toBe(3)
  await page.getByRole('button', { name: 'Submit for review' }).click()
  await page.getByText('Your application is in review').waitFor()
  await page.getByRole('link', { name: 'Prepare the store' }).click()
  await page.getByText('Your application is in review').waitFor()
  await page.getByRole('heading', { level: 1 }).filter({ hasText: 'Second kiln' }).waitFor()
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('link', { name: 'Poterie des Brumes' }).click()
  await page.getByRole('heading', { level: 1 }).filter({ hasText: 'Poterie des Brumes' }).waitFor()
  expect(await page.getByText('is in review').count()).toBe(0) // each store is approved separately
  await context.close()
})

test('scripts typed by an applicant run on no page', async () => {
  const script = '<img src=x onerror="document.title=1"><script>document.title=1</script>'
  const person = await applicant(site)
  await fillApplication(person, { company: { legal_name: script.slice(0, 120) }, store: { about: script } })
  const { application_id } = person
  await person.api.submitApplication({ application_id, self_certified: true })
  const operator = await site.person({ operator: true })
  for (const [as, path] of [
    [person, `/join/${application_id}`],
    [operator, '/ops/applications'],
    [operator, `/ops/applications/${application_id}`],
  ] as const) {
    const { page, context } = await site.visit({ as })
    await page.goto(path)
    await page.getByText('<img src=x').first().waitFor()
    expect(await page.title()).not.toBe('1')
    await context.close()
  }
})
