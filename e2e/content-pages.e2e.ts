import { expect, test } from 'vitest'
import { expectNoSidewaysScroll, openSite } from './site.ts'

const site = openSite()

test('E12a E12g an operator writes, previews and publishes a page, and buyers read it in their language, with script and without', async () => {
  const operator = await site.person({ operator: true })
  for (const [script, page] of [
    [true, 'imprint'],
    [false, 'contact'],
  ] as const) {
    const path = page === 'contact' ? '/contact' : '/legal/imprint'
    const console = await site.visit({ as: operator, script, width: script ? 1440 : 390 })
    const reader = await site.visit({ script, width: script ? 1440 : 390 })
    expect((await reader.page.goto(path))?.status()).toBe(404)
    for (const [version, text] of [
      [1, 'First text'],
      [2, 'Second text'],
    ] as const) {
      await console.page.goto(`/ops/pages/${page}`)
      await console.page.getByLabel('English').fill(`## Who we are\n\n${text}`)
      await console.page.getByLabel('French').fill(`## Qui nous sommes\n\n${text}, fr`)
      await console.page.getByRole('button', { name: 'Save draft and preview' }).click()
      await console.page.getByText('Draft saved').last().waitFor()
      await console.page.locator('#preview').getByRole('heading', { name: 'Qui nous sommes' }).waitFor()
      await expectNoSidewaysScroll(console.page)
      await console.page.getByRole('button', { name: 'Publish…' }).click()
      await console.page.getByText(`Publish version ${version}?`).waitFor()
      await console.page.getByRole('button', { name: 'Publish', exact: true }).click()
      await console.page.getByText('Page published').last().waitFor()
    }
    await reader.page.goto(`/fr${path}`)
    await reader.page.getByText('Second text, fr').waitFor()
    await expectNoSidewaysScroll(reader.page)
    await reader.page.getByText('Autres versions').click()
    await reader.page.getByRole('link', { name: 'Version 1' }).click()
    await reader.page.getByText('First text, fr').waitFor()
    await reader.page.goto('/')
    await reader.page
      .getByRole('contentinfo')
      .getByRole('link', { name: page === 'contact' ? 'Contact us' : 'Legal notice' })
      .click()
    await reader.page.getByText('Second text').waitFor()
    await console.context.close()
    await reader.context.close()
  }
})

test('E12f the choice about cookies is changed on their page, with script and without', async () => {
  for (const script of [true, false]) {
    const { page, context } = await site.visit({ script, width: script ? 1440 : 390 })
    await page.goto('/legal/cookies')
    await page.getByText('You have not chosen yet.').waitFor()
    const choice = page.getByRole('region', { name: 'Your choice' })
    await choice.getByRole('button', { name: 'Allow all' }).click()
    await page.getByText('The products you view are remembered').waitFor()
    await choice.getByRole('button', { name: 'Necessary only' }).click()
    await page.getByText('Only necessary cookies are set.').waitFor()
    expect((await context.cookies()).find(({ name }) => name === 'consent')?.value).toBe('needed')
    await context.close()
  }
})
