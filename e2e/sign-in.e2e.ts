import { expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { codeFor } from '../test/applicant.ts'
import { expectNoSidewaysScroll, openSite } from './site.ts'

const site = openSite()

test.each([true, false])(
  'E1l who signs up gets in by the code, in the browser that asked for it and in no other (script: %s)',
  async script => {
    const email = `signs-up-${script}@example.eu`
    const { page, context } = await site.visit({ script, width: script ? 1280 : 390 })
    await page.goto('/account/sign-up?to=/wishes')
    await page.getByLabel('Name').fill('Ana')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill('password123')
    await page.getByRole('button', { name: 'Sign up' }).click()
    await page.getByText('too common').first().waitFor()
    await page.getByLabel('Password').fill('a long password')
    await page.getByRole('button', { name: 'Sign up' }).click()
    await page.getByRole('heading', { name: 'Enter the code' }).waitFor()
    expect(page.url()).not.toContain('example.eu')
    expect(new URL(page.url()).search).toBe('?to=%2Fwishes')
    await page.getByText(email).waitFor()
    await expectNoSidewaysScroll(page)
    const code = await codeFor(site, email)

    const other = await site.visit({ script })
    await other.page.goto('/account/code')
    expect(new URL(other.page.url()).pathname).toBe('/account/log-in') // no code was requested in it
    await other.context.close()

    await page.getByLabel('Six-digit code').fill(code === '000000' ? '000001' : '000000')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByText('That code is not correct').waitFor()
    // a second request too soon is refused with the time to wait; a minute later another code is sent
    await page.getByRole('button', { name: 'Send another code' }).click()
    await page.getByText('You can request another one in').waitFor()
    await sql`update accounts.code_requests set sent_at = sent_at - interval '61 seconds'`.execute(site.db.read)
    await page.getByRole('button', { name: 'Send another code' }).click()
    await page.getByText('A new code has been sent').last().waitFor()
    await page.getByLabel('Six-digit code').fill(await codeFor(site, email))
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.waitForURL('**/wishes')
    expect((await context.cookies()).map(cookie => cookie.name)).not.toContain('code')
    await context.close()
  },
)

test.each([true, false])(
  'E1k who logs in by code alone sets a first password later by another code (script: %s)',
  async script => {
    const person = await site.person()
    const { page, context } = await site.visit({ script, width: script ? 1280 : 390 })
    await page.goto('/account/log-in?to=/account')
    const byCode = page.locator('form').filter({ has: page.getByRole('button', { name: 'Send me a code' }) })
    await byCode.getByLabel('E-mail').fill(person.email)
    await byCode.getByRole('button').click()
    await page.getByRole('heading', { name: 'Enter the code' }).waitFor()
    await page.getByLabel('Six-digit code').fill(await codeFor(site, person.email))
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('heading', { name: 'Account and security' }).waitFor()
    expect(await page.getByLabel('New password').count()).toBe(1) // the code was entered just now
    await sql`update accounts.sessions set proven_at = proven_at - interval '1 day'`.execute(site.db.read)
    await page.reload()
    expect(await page.getByLabel('New password').count()).toBe(0)
    await page.getByRole('button', { name: 'Send me a code' }).click()
    await page.getByLabel('Six-digit code').waitFor()
    await expectNoSidewaysScroll(page)
    await page.getByLabel('Six-digit code').fill(await codeFor(site, person.email))
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.getByLabel('New password').fill('a first password')
    await page.getByRole('button', { name: 'Set password' }).click()
    await page.getByText('New password set').last().waitFor()
    await site.as(null).api.logIn({ email: person.email, password: 'a first password' })
    await context.close()
  },
)

test('no link of ours redirects to another site', async () => {
  for (const to of ['/fr//evil.example', '/fr/\\evil.example', '//evil.example', '/\\evil.example', '/\t/evil.example'])
    for (const [path, form] of [
      ['/prefs', { lang: 'en', to }],
      ['/prefs', { theme: 'dark', to }],
      ['/prefs', { lang: 'fr', to }],
    ] as const) {
      const answer = await fetch(site.db.publicUrl + path, {
        method: 'POST',
        body: new URLSearchParams(form),
        redirect: 'manual',
        headers: { 'sec-fetch-site': 'same-origin' },
      })
      expect(answer.status, `${path} ${to}`).toBe(303)
      const led = new URL(answer.headers.get('location')!, site.db.publicUrl)
      expect(led.origin, `${path} ${JSON.stringify(form)}`).toBe(new URL(site.db.publicUrl).origin)
    }
})
