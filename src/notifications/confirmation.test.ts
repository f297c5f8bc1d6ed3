import { expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { address, company, openMarket } from '../../test/market.ts'

const market = openMarket()

const mailsTo = async (email: string) => {
  const { rows } = await sql<{ subject: string; text: string; html: string }>`
    select subject, text, html from platform.mails where recipient = ${email} order by id
  `.execute(market.db.read)
  return rows
}

async function bought({ locale, accountIn = 'en' }: { locale?: 'en' | 'fr'; accountIn?: 'en' | 'fr' } = {}) {
  const stores = [await market.store(), await market.store()]
  const [first, second] = [
    await market.product(stores[0]!, { title: 'Felt <slippers>', price: 2_000 }),
    await market.product(stores[1]!, { title: 'Oak board', price: 3_500 }),
  ]
  const buyer = await market.person({ locale: accountIn })
  await buyer.api.addToCart({ variant_id: first.variantId })
  await buyer.api.setCartLine({ variant_id: first.variantId, units: 2 })
  await buyer.api.addToCart({ variant_id: second.variantId })
  const cart = await buyer.api.setDelivery({ address })
  const placed = await buyer.api.placePurchase({
    method: 'card_ok',
    expected_total_minor: cart.total.amount_minor,
    locale,
  })
  await market.settle()
  return { buyer, cart, placed, stores }
}

test('E16i the confirmation holds the contract: goods, prices, arrival, address, who sells, and how to withdraw', async () => {
  await market.setClock('2026-11-27T09:00:00Z')
  const { buyer, cart, placed } = await bought()
  const [mail] = await mailsTo(buyer.email)
  expect(mail!.subject).toMatch(/^Order confirmed: (Felt <slippers>|Oak board) and 1 more$/)
  const { orders } = await buyer.api.showPurchase({ purchase_id: placed.purchase_id })
  for (const { number, store } of orders) expect(mail!.text).toContain(`Order ${number} from ${store.name}`)
  for (const line of [
    'Felt <slippers>, One: €40.00\n  2 × €20.00',
    'Oak board, One: €35.00\n  1 × €35.00',
    'Standard delivery: €4.90',
    'Total, incl. VAT: €44.90',
    'Total, incl. VAT: €39.90',
    'All orders\nTotal, incl. VAT: €84.80',
    // two working days from Friday on, then two to five days, as the cart says
    'Arrives 3–6 Dec',
    `Sold by ${company.legalName}, ${company.line1}, ${company.postalCode} ${company.city}, France, `,
    `register: ${company.registerNumber}`,
    [address.name, address.line1, `${address.postal_code} ${address.city}`, 'France'].join('\n'),
    `${market.db.publicUrl}/legal/withdrawal`,
    `${market.db.publicUrl}/purchases/${placed.purchase_id}`,
  ])
    expect(mail!.text).toContain(line)
  expect(cart.stores.flatMap(({ options }) => options.slice(0, 1)).map(of => [of.arrives_from, of.arrives_to])).toEqual(
    [
      ['2026-12-03', '2026-12-06'],
      ['2026-12-03', '2026-12-06'],
    ],
  )
  expect(mail!.html).toContain('Felt &#60;slippers&#62;, One')
  expect(mail!.html).not.toContain('<slippers>')
})

test.each([
  ['fr', 'en', 'Commande confirmée'],
  ['en', 'fr', 'Order confirmed'],
  [undefined, 'fr', 'Commande confirmée'],
] as const)(
  'E16j bought on a page in %s with an account in %s, the mails are in one language: %s',
  async (locale, accountIn, subject) => {
    const { buyer, placed } = await bought({ ...(locale && { locale }), accountIn })
    const french = subject.startsWith('Commande')
    const [mail] = await mailsTo(buyer.email)
    expect(mail!.subject.startsWith(subject)).toBe(true)
    expect(mail!.html).toContain(french ? '<html lang="fr">' : '<html lang="en">')
    expect(mail!.text).toContain(`${french ? '/fr' : ''}/purchases/${placed.purchase_id}`)
    // and of what comes later: no store ships
    await market.pass({ hours: 14 * 24 })
    const later = (await mailsTo(buyer.email)).slice(1)
    expect(later.map(({ html }) => /<html lang="(..)">/.exec(html)![1])).toEqual(french ? ['fr', 'fr'] : ['en', 'en'])
  },
)

test('E16k each mail greets, names the market, says why one gets it, and leads to imprint, privacy and help', async () => {
  const { buyer, stores } = await bought({ locale: 'fr' })
  const pages = [
    ...(await mailsTo(buyer.email)).map(mail => ({ ...mail, hello: 'Bonjour,', at: '/fr', why: 'une commande' })),
    ...(await mailsTo(stores[0]!.owner.email)).map(mail => ({ ...mail, hello: 'Hello,', at: '', why: 'this store' })),
  ]
  expect(pages).toHaveLength(2)
  for (const { text, html, hello, at, why } of pages) {
    expect(text.startsWith(`${hello}\n`)).toBe(true)
    for (const body of [text, html]) {
      expect(body).toContain('Fondaco')
      expect(body).toContain(why)
      for (const page of ['/legal/imprint', '/legal/privacy', '/help'])
        expect(body).toContain(`${market.db.publicUrl}${at}${page}`)
    }
  }
  expect(pages[1]!.subject).toMatch(/^New order \S+: ship by \w{3} \d{1,2} \w{3,4}$/)
})

test('a sign-up is asked to confirm its address, also when the code is sent again; a log-in gets a log-in code', async () => {
  const visitor = market.as(null)
  const email = 'new-here@example.eu'
  const { request } = await visitor.api.signUp({
    name: 'Camille',
    email,
    password: 'four quiet words here',
    locale: 'en',
  })
  await sql`update accounts.code_requests set sent_at = sent_at - interval '1 hour' where email = ${email}`.execute(
    market.db.read,
  )
  await visitor.api.sendCode({ email, locale: 'en', request })
  await visitor.api.sendCode({ email: 'old-here@example.eu', locale: 'fr' })
  const subjects = [...(await mailsTo(email)), ...(await mailsTo('old-here@example.eu'))].map(({ subject }) => subject)
  expect(subjects).toEqual(['Confirm your e-mail address', 'Confirm your e-mail address', 'Votre code de connexion'])
})

test('E16l mails to an account are in the language chosen last, also of one that a log-in code created', async () => {
  const email = 'nouvelle@example.eu'
  const visitor = market.as(null)
  const { request } = await visitor.api.sendCode({ email, locale: 'fr' })
  const code = /^\d{6}$/m.exec((await mailsTo(email))[0]!.text)![0]
  await visitor.api.confirmCode({ email, code, request, locale: 'fr' })
  const { rows } = await sql<{ locale: string }>`
    select u.locale from accounts.users u join accounts.emails e on e.user_id = u.id where e.email = ${email}
  `.execute(market.db.read)
  expect(rows).toEqual([{ locale: 'fr' }])

  const store = await market.store()
  const { variantId } = await market.product(store)
  await store.owner.api.chooseLanguage({ locale: 'fr' })
  await store.owner.api.chooseLanguage({ locale: 'fr' })
  await market.buy(await market.person(), [variantId])
  await market.settle()
  const [mail] = await mailsTo(store.owner.email)
  expect(mail!.subject).toMatch(/^Nouvelle commande \S+\s: à expédier avant le /)
})
