import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { hashPassword, setPassword } from '#accounts/index.ts'
import { sql } from '#platform/db.ts'
import { inTx } from '#platform/tx.ts'
import { openSite } from './site.ts'

const site = openSite()

test.each([{ script: true }, { script: false }])(
  'E1j a second factor is set up by an app, and asked for at the next log-in and for another password ($script)',
  async ({ script }) => {
    const person = await site.person()
    const passwordHash = await hashPassword('a long password')
    await inTx(site.db, 'set password', tx => setPassword(tx, person.userId!, passwordHash))
    const { page, context } = await site.visit({ as: person, script })
    await page.goto('/account')
    const setUp = page.getByRole('button', { name: 'Set up' })
    await page.locator('form').filter({ has: setUp }).locator('[name=current]').fill('a long password')
    await setUp.click()
    const secret = (await page.locator('code').textContent())!
    const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate()
    await page.getByLabel('Code', { exact: true }).fill('000000')
    await page.getByRole('button', { name: 'Turn on' }).click()
    await page.getByRole('alert').waitFor()
    expect(await page.locator('code').textContent()).toBe(secret)
    await page.getByLabel('Code', { exact: true }).fill(code())
    await page.getByRole('button', { name: 'Turn on' }).click()
    await page.getByText('Keep these backup codes').waitFor()
    await sql`update accounts.second_factors set last_step = 0`.execute(site.db.read) // the app's next code
    const visitor = await site.visit({ script })
    await visitor.page.goto('/account/log-in?to=/account')
    await visitor.page.getByLabel('E-mail').first().fill(person.email)
    await visitor.page.getByLabel('Password', { exact: true }).fill('a long password')
    await visitor.page.getByRole('button', { name: 'Log in', exact: true }).first().click()
    await visitor.page.getByRole('heading', { name: 'One more step' }).waitFor()
    await visitor.page.getByLabel('Code').fill(code())
    await visitor.page.getByRole('button', { name: 'Continue' }).click()
    await visitor.page.getByRole('heading', { name: 'Account and security' }).waitFor()
    const change = visitor.page.locator('form').filter({ has: visitor.page.getByLabel('New password') })
    await change.getByLabel('Current password').fill('a long password')
    await change.getByLabel('New password').fill('another password')
    await change.getByLabel('Code').fill('000000')
    await change.getByRole('button').click()
    await change.getByRole('alert').waitFor()
    await sql`update accounts.second_factors set last_step = 0`.execute(site.db.read)
    await change.getByLabel('Current password').fill('a long password')
    await change.getByLabel('New password').fill('another password')
    await change.getByLabel('Code').fill(code())
    await change.getByRole('button').click()
    await visitor.page.getByText('New password set').last().waitFor()
    await context.close()
    await visitor.context.close()
  },
)
