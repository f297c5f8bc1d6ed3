import type { BrowserContext, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { hashPassword, setPassword } from '#accounts/index.ts'
import { sessionCookie } from '#app/server.ts'
import { inTx } from '#platform/tx.ts'
import type { Person, Store } from '../test/market.ts'
import { openSite } from './site.ts'

const site = openSite()
const password = 'four quiet words here'

async function storeWithPassword(): Promise<{ store: Store; owner: Person; slug: string }> {
  const store = await site.store()
  const hash = await hashPassword(password)
  await inTx(site.db, 'set password', tx => setPassword(tx, store.owner.userId!, hash))
  return { store, owner: store.owner, slug: (await store.owner.api.me({})).user!.stores[0]!.slug }
}

const end = (context: BrowserContext) => context.clearCookies({ name: sessionCookie })

async function logInOver(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'You have been logged out' })
  await dialog.getByLabel('Password').fill('a wrong one')
  await dialog.getByRole('button', { name: 'Log in', exact: true }).click()
  await dialog.getByText('is not correct').waitFor()
  await dialog.getByLabel('Password').fill(password)
  await dialog.getByRole('button', { name: 'Log in', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
}

test('E1o the session is over: one logs in over the page, the navigation goes on, and all texts are there', async () => {
  const { owner, slug } = await storeWithPassword()
  const { page, context } = await site.visit({ as: owner })
  const complaints: string[] = []
  page.on('console', message => void (/MISSING_MESSAGE/.test(message.text()) && complaints.push(message.text())))
  await page.goto(`/seller/${slug}/products`, { waitUntil: 'networkidle' })
  await end(context)
  await page.getByRole('navigation').getByRole('link', { name: 'Orders' }).click()
  await logInOver(page)
  await page.waitForURL(`/seller/${slug}/orders`)
  await page.getByRole('heading', { name: 'Orders' }).waitFor()
  await end(context)
  await page.getByRole('navigation').getByRole('link', { name: 'Products' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Not now' }).click()
  await page.getByRole('heading', { name: 'Log in' }).waitFor()
  expect(new URL(page.url()).searchParams.get('to')).toBe(`/seller/${slug}/products`)
  expect(complaints).toEqual([])
  await context.close()
})

test('E1p a form that is saved after the session ended keeps what was typed, and is saved after the log-in', async () => {
  const { store, owner, slug } = await storeWithPassword()
  const { productId } = await site.product(store, { title: 'Before' })
  const { page, context } = await site.visit({ as: owner })
  await page.goto(`/seller/${slug}/products/${productId}`, { waitUntil: 'networkidle' })
  await page.getByLabel('Title').fill('Typed for an hour')
  await end(context)
  await page.getByRole('button', { name: /^Save/ }).first().click()
  await logInOver(page)
  await page.getByText('You are logged in again').waitFor()
  expect(await page.getByLabel('Title').inputValue()).toBe('Typed for an hour')
  await page.getByRole('button', { name: /^Save/ }).first().click()
  await page.getByRole('heading', { name: 'Typed for an hour' }).waitFor()
  await context.close()
})

test('E1p without script the log-in page keeps the form, returns to it and shows what was typed', async () => {
  const { owner, slug } = await storeWithPassword()
  const { page, context } = await site.visit({ as: owner, script: false })
  await page.goto(`/seller/${slug}/team`)
  await page.getByLabel('E-mail').fill('new.colleague@example.eu')
  await page.getByLabel('Role', { exact: true }).selectOption('warehouse')
  await end(context)
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await page.getByText('What you typed is kept').waitFor()
  await page.getByLabel('E-mail').first().fill(owner.email)
  for (const attempt of ['a wrong one', password]) {
    await page.getByLabel('E-mail').first().fill(owner.email)
    await page.getByLabel('Password').fill(attempt)
    await page.getByRole('button', { name: 'Log in', exact: true }).click()
  }
  await page.getByText('You are logged in again').waitFor()
  expect(new URL(page.url()).pathname).toBe(`/seller/${slug}/team`)
  expect(await page.getByLabel('E-mail').inputValue()).toBe('new.colleague@example.eu')
  expect(await page.content()).not.toContain(password)
  expect((await owner.api.listMembers({}).catch(() => null))?.invitations ?? []).toEqual([])
  await page.getByRole('button', { name: 'Send the invitation' }).click()
  await page.getByRole('button', { name: 'Withdraw the invitation for new.colleague@example.eu' }).waitFor()
  await context.close()
})
