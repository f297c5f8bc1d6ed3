import { expect, test } from 'vitest'
import { ensureUser, hashPassword } from '#accounts/index.ts'
import { logIns } from '#demo/index.ts'
import { inTx } from '#platform/tx.ts'
import { openSite } from './site.ts'

const site = openSite()

test.each([1280, 390])(
  'R0.1a every entry of the seller center is reached from any of its pages (%i px)',
  async width => {
    const store = await site.store()
    const { page, context } = await site.visit({ as: store.owner, width })
    const links = async () => {
      const all = await page.locator('nav a[href^="/seller"]').all()
      return [...new Set(await Promise.all(all.map(async each => (await each.getAttribute('href'))!)))]
    }
    await page.goto('/seller')
    const entries = await links()
    const { slug } = (await store.owner.api.me({})).user!.stores[0]!
    const paths = ['', '/orders', '/products', '/templates', '/balance', '/team', '/company']
    expect(entries).toEqual(expect.arrayContaining(paths.map(path => `/seller/${slug}${path}`)))
    for (const entry of entries) {
      expect((await page.goto(entry))?.status(), entry).toBe(200)
      expect(await links(), entry).toEqual(expect.arrayContaining(entries))
    }
    await context.close()
  },
)

test('E17a a demo market offers its log-ins, each one click; a real market offers none', async () => {
  const stranger = await site.visit({})
  await stranger.page.goto('/account/log-in')
  expect(await stranger.page.getByText('This is a demo marketplace').count()).toBe(0)
  const passwordHash = await hashPassword(logIns.password)
  for (const role of ['buyer', 'seller', 'operator'] as const)
    await inTx(site.db, 'name a demo log-in', tx =>
      ensureUser(tx, {
        email: logIns[role],
        name: role,
        locale: 'en',
        passwordHash,
        operator: role === 'operator' ? ['admin'] : [],
      }),
    )
  await stranger.page.reload()
  const complaints: string[] = []
  stranger.page.on('console', message => void (message.type() === 'error' && complaints.push(message.text())))
  await stranger.page.getByRole('button', { name: 'Log in as an operator' }).click()
  await stranger.page.waitForURL('**/ops')
  await stranger.page.getByRole('heading').first().waitFor()
  expect(complaints).toEqual([])
  await stranger.context.close()
})

test('E13a the bare address answers in the language the browser asks for, or its visitor chose', async () => {
  const open = async (headers: Record<string, string>, path = '/') => {
    const answer = await fetch(`${site.db.publicUrl}${path}`, { headers, redirect: 'manual' })
    return answer.status === 200 ? 'here' : answer.headers.get('location')
  }
  expect(await open({ 'accept-language': 'fr-BE, fr;q=0.9, en;q=0.5' })).toBe('/fr')
  expect(await open({ 'accept-language': 'fr-BE, fr;q=0.9, en;q=0.5' }, '/?ref=mail')).toBe('/fr?ref=mail')
  expect(await open({ 'accept-language': 'de, en;q=0.5' })).toBe('here')
  expect(await open({})).toBe('here')
  expect(await open({ 'accept-language': 'fr', cookie: 'lang=en' })).toBe('here')
  expect(await open({ 'accept-language': 'en', cookie: 'lang=fr' })).toBe('/fr')
  expect(await open({ 'accept-language': 'fr' }, '/search?q=lamp')).toBe('here')
  expect(await open({ 'accept-language': 'en' }, '/fr')).toBe('here')
})
