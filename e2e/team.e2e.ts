import { expect, test } from 'vitest'
import { hashPassword, setPassword } from '#accounts/index.ts'
import { sql } from '#platform/db.ts'
import { inTx } from '#platform/tx.ts'
import { openSite } from './site.ts'

const site = openSite()

test.each([true, false])(
  'E4g an owner invites a packer, who sees and ships orders and finds no balance (script: %s)',
  async script => {
    const { owner } = await site.store()
    const passwordHash = await hashPassword('a long password')
    await inTx(site.db, 'set password', tx => setPassword(tx, owner.userId!, passwordHash))
    const email = `packer-${script}@example.eu`
    const { page, context } = await site.visit({ as: owner, script })
    await page.goto('/seller/team')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Role', { exact: true }).selectOption('warehouse')
    await page.getByRole('button', { name: 'Send the invitation' }).click()
    await page.getByRole('button', { name: `Withdraw the invitation for ${email}` }).waitFor()
    const { rows } = await sql<{ text: string }>`
      select text from platform.mails where recipient = ${email}
    `.execute(site.db.read)
    const link = /\/join\/team\/[\w-]+/.exec(rows[0]!.text)![0]

    const packer = await site.visit({ script, width: 390 })
    await packer.page.goto(link)
    await packer.page.getByLabel('Your name').fill('Pat Packer')
    await packer.page.getByLabel('Password').fill('open sesame')
    await packer.page.getByRole('button', { name: 'Accept the invitation' }).click()
    await packer.page.waitForURL(/\/seller\/[^/]+$/)
    await packer.page.goto('/seller/orders')
    expect(await packer.page.locator('a[href$="/balance"], a[href$="/team"]').count()).toBe(0)
    for (const path of ['/seller/balance', '/seller/team', '/seller/company', '/seller/products'])
      expect((await packer.page.goto(path))?.status(), path).toBe(403)

    await page.goto('/seller/team')
    await page.getByLabel('Role of Pat Packer').selectOption('finance')
    const row = page.getByRole('listitem').filter({ hasText: 'Pat Packer' })
    // a role that can request payouts is granted only with a proof of identity
    await row.getByLabel('Your password').fill('a wrong one')
    await row.getByRole('button', { name: 'Change' }).click()
    await page.getByText('The e-mail address or the password is not correct').first().waitFor()
    await page.getByLabel('Role of Pat Packer').selectOption('finance')
    await row.getByLabel('Your password').fill('a long password')
    await row.getByRole('button', { name: 'Change' }).click()
    await expect.poll(async () => (await packer.page.goto('/seller/balance'))?.status()).toBe(200)
    await row.getByRole('button', { name: 'Remove Pat Packer' }).click()
    await row.waitFor({ state: 'detached' })
    expect((await packer.page.goto('/seller/orders'))?.status()).toBe(403)
    await page.getByRole('button', { name: /^Remove Person/ }).click()
    await page.getByText('A store needs an owner').waitFor()
    await context.close()
    await packer.context.close()
  },
)
