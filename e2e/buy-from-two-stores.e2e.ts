import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectNoSidewaysScroll, openSite } from './site.ts'

const site = openSite()

async function addToCart(page: Page, productId: string, unitsThen: number): Promise<void> {
  await page.goto(`/p/${productId}`)
  await page.getByRole('button', { name: 'Add to cart' }).click()
  await page.getByRole('link', { name: new RegExp(`^Cart, ${unitsThen} `) }).waitFor()
}

async function mailedCode(email: string): Promise<string> {
  const operator = await site.person({ operator: true })
  const code = async () => {
    const { items } = await operator.api.listMails({ to: email })
    return /\b\d{6}\b/.exec(items.find(mail => /^\d{6}$/m.test(mail.text))?.text ?? '')?.[0]
  }
  await expect.poll(code).toBeDefined()
  return (await code())!
}

test.each([true, false])(
  'R1.3b E2e E2f E2i E2j a guest at 360 pixels buys from two stores without an account, has a card refused, pays with another, and creates an account after it (script: %s)',
  async script => {
    const stores = [await site.store(), await site.store()]
    const products = [
      await site.product(stores[0]!, { title: 'Felt slippers' }),
      await site.product(stores[1]!, { title: 'Brass lamp' }),
    ]
    const { page, context } = await site.visit({ script, width: 360 })
    for (const path of ['/fr', `/fr/p/${products[0]!.productId}`]) {
      await page.goto(path)
      await expectNoSidewaysScroll(page)
      const [mark, cart] = [
        page.getByRole('banner').getByRole('link').first(),
        page.getByRole('link', { name: 'Panier' }),
      ]
      expect((await cart.boundingBox())!.y, `${path}: one row`).toBeLessThan((await mark.boundingBox())!.y + 30)
    }
    for (const [n, product] of products.entries()) await addToCart(page, product.productId, n + 1)
    await expectNoSidewaysScroll(page)
    await page.goto('/cart')
    await expectNoSidewaysScroll(page)
    await page.getByRole('link', { name: 'Go to checkout' }).click()

    const email = `guest-${script}@example.eu`
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Full name').fill('Zoé Guest')
    await page.getByLabel('Street and number').fill('1 rue de la Paix')
    await page.getByLabel('Postal code').fill('7502')
    await page.getByLabel('Town or city').fill('Paris')
    await page.getByLabel('Country').selectOption('FR')
    await page.getByRole('button', { name: 'Use this address' }).click()
    await page.getByText('looks like 12345').first().waitFor()
    expect(await page.getByLabel('Street and number').inputValue()).toBe('1 rue de la Paix')
    await page.getByLabel('Postal code').fill('F-75002')
    await page.getByRole('button', { name: 'Use this address' }).click()
    await page.getByRole('heading', { name: 'Payment' }).waitFor()
    for (const title of ['Felt slippers', 'Brass lamp']) {
      const line = page.getByRole('listitem').filter({ hasText: title }).last()
      expect(await line.textContent()).toContain('€20.00')
    }
    await expectNoSidewaysScroll(page)
    // chosen, not sent: what is paid is what was chosen, and only after its total was shown
    await page.getByLabel('Express').first().check()
    if (!script) {
      await page.getByRole('button', { name: 'Pay €49.80' }).click()
      await page.getByText('The total has changed to €54.80').waitFor()
    }
    await page.getByRole('button', { name: 'Pay €54.80' }).waitFor()
    await page.getByLabel(/0002/).check()
    await page.getByRole('button', { name: /[Pp]ay €/ }).click()
    await page.getByText('The card was refused.').waitFor()
    await page.getByLabel(/4242/).check()
    await page.getByRole('button', { name: /[Pp]ay €/ }).click()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    await page.getByText('€54.80 paid.').waitFor()
    await expectNoSidewaysScroll(page)

    const operator = await site.person({ operator: true })
    const { items } = await operator.api.listAllOrders({ limit: 2 })
    expect(items.map(order => order.state)).toEqual(['awaiting_shipment', 'awaiting_shipment'])
    expect(items.map(order => order.total.amount_minor).sort()).toEqual([2_490, 2_990])
    await expect
      .poll(async () => (await operator.api.listMails({ to: email })).items[0]!.subject)
      .toMatch(/^Order confirmed: .* and 1 more$/)
    const mail = (await operator.api.listMails({ to: email })).items[0]!
    // by the link of the mail, in a browser that knows nothing of it: without street and name
    const elsewhere = await site.visit({ script, width: 360 })
    await elsewhere.page.goto(/https?:\/\/\S+/.exec(mail.text)![0])
    await elsewhere.page.getByRole('link', { name: 'Felt slippers' }).click()
    await elsewhere.page.getByText('Paris, France').waitFor()
    expect(await elsewhere.page.getByText('1 rue de la Paix').count()).toBe(0)
    await expectNoSidewaysScroll(elsewhere.page)
    await elsewhere.context.close()

    await page.getByLabel('Password').fill('a long password')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.getByLabel('Six-digit code').fill(await mailedCode(email))
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('heading', { name: 'Your orders' }).waitFor()
    expect(await page.getByRole('listitem').filter({ hasText: 'Felt slippers' }).count()).toBe(1)
    await page.getByRole('link', { name: 'Felt slippers' }).click()
    await page.getByText('The store is preparing your parcel.').waitFor()
    await expectNoSidewaysScroll(page)
    await context.close()
  },
)

test('R50.3d a card that sends the buyer to the bank: approved there, paid here', async () => {
  const store = await site.store()
  const product = await site.product(store)
  const buyer = await site.person()
  await site.fill(buyer, [product.variantId])
  const { page, context } = await site.visit({ as: buyer })
  await page.goto('/checkout')
  await page.getByLabel(/3155/).check()
  await page.getByRole('button', { name: /[Pp]ay €/ }).click()
  // the bank's page opens by itself
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
  await context.close()
})

test('R50.3d after a refused card, one that needs the bank’s confirmation: back from the bank, only its result is shown', async () => {
  const store = await site.store()
  const product = await site.product(store)
  const buyer = await site.person()
  await site.fill(buyer, [product.variantId])
  const { page, context } = await site.visit({ as: buyer })
  await page.goto('/checkout')
  await page.getByLabel(/0002/).check()
  await page.getByRole('button', { name: /[Pp]ay €/ }).click()
  const refused = page.getByText('The card was refused')
  await refused.waitFor()
  await page.getByLabel(/3155/).check()
  await page.getByRole('button', { name: /[Pp]ay €/ }).click()
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
  expect(await refused.count()).toBe(0)
  await context.close()
})

test('a payment in progress shows its end without a reload', async () => {
  const store = await site.store()
  const product = await site.product(store)
  const buyer = await site.person()
  await site.fill(buyer, [product.variantId])
  const { page, context } = await site.visit({ as: buyer })
  await page.goto('/checkout')
  await page.getByLabel(/0077/).check()
  await page.getByRole('button', { name: /[Pp]ay €/ }).click()
  await page.getByText('Your bank has not confirmed the payment yet').waitFor()
  const open = [...site.provider.record.payments.values()].find(payment => payment.state === 'pending')!
  await site.provider.resolve(open.id, 'captured')
  await page.getByRole('heading', { name: 'Thank you' }).waitFor()
  await context.close()
})
