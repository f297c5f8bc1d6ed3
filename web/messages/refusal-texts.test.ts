import { expect, test } from 'vitest'
import { allRefusals } from '#app/refusals.ts'
import { refusalTexts } from './refusal-texts.ts'

/** Example parameters of the refusals whose texts use them. */
const params: Record<string, Record<string, unknown>> = {
  'account.wrong_code': { tries_left: 2 },
  'account.code_too_soon': { retry_after_seconds: 60 },
  'account.locked': { minutes: 15 },
  'address.postal_code_wrong': { country: 'NL', example: '1234 DK' },
  'cart.full': { limit: 100 },
  'cart.too_few': { left: 2 },
  'product.attributes_wrong': { attributes: ['material'] },
  'product.color_unknown': { colors: ['puce'] },
  'product.gtin_wrong': { gtins: ['123'] },
  'product.variants_alike': { variants: ['Red · M'] },
  'product.sku_taken': { skus: ['MUG-1', 'MUG-2'] },
  'synonyms.too_many_sets': { most: 1_000 },
  'stock.below_reserved': { on_hand: 3, variants: [{ variant_id: 'var_1', on_hand: 3 }] },
  'stock.changed_meanwhile': { variants: [{ variant_id: 'var_1', on_hand: 3, reserved: 0 }] },
  'stock.too_many': { variants: [{ variant_id: 'var_1', on_hand: 3, reserved: 0 }], on_hand_max: 1_000_000 },
  'checkout.total_changed': { total_minor: 12999 },
  'order.price_not_lower': { raised: ['lines.0.unit_minor'] },
  'order.tracking_malformed': { carrier: 'dhl', example: '1234567891' },
  'order.carrier_unnamed': { missing: ['carrier_name'] },
  'order.tracking_used': { tracking_number: '6A123' },
  'store.email_taken': { email: 'kiln@example.eu' },
  'company.country_closed': { countries: ['FR', 'IT'] },
  'invitation.other_address': { email: 'a@example.eu' },
  'invitation.too_many': { limit: 30 },
  'clock.too_far': { days: 366 },
  'document.too_many': { limit: 12 },
  'application.documents_unopened': { count: 2 },
  'store.address_taken': { address: 'kiln' },
  'shipping.carrier_unknown': { carriers: ['pony'] },
  'shipping.country_twice': { countries: ['FR'] },
  'shipping.country_unknown': { countries: ['NO'] },
  'shipping.template_in_use': { products: 3 },
  'product.taken_down': { reason: 'A copy.' },
  'rate.out_of_range': { min: 500, max: 800, unit: 'bps' },
  'policy.out_of_range': { min: 1, max: 720, unit: 'hours' },
  'product.incomplete': { missing: ['title', 'pictures'] },
  'payout.holder_other': { name: 'Atelier SARL' },
  'address.too_many': { limit: 30 },
  'wish.too_many': { limit: 500 },
  'follow.too_many': { limit: 500 },
  'job.too_many': { limit: 10 },
  'export.too_many_orders': { limit: 200_000 },
  'payout.account_waits': { hours: 48 },
  'payout.bank_country_closed': { country: 'BR' },
  'payout.bic_other_country': { country: 'RU' },
  'payout.not_above_fee': { fee_minor: 10 },
  'payout.above_balance': { available_minor: 500 },
  'picture.too_small': { min_side_px: 300 },
}

test.each(Object.keys(allRefusals))('%s has a text in each language that its parameters complete', code => {
  const texts = (['en', 'fr'] as const).map(
    locale => refusalTexts(locale, { code, params: params[code] ?? {} }, {}).text,
  )
  for (const text of texts) expect(text).not.toMatch(/[{}]|^[a-z]+:[a-z_]+$/)
  expect(texts[0]).not.toBe(texts[1])
})

test('amounts, lists and countries are formatted', () => {
  const total = refusalTexts('en', { code: 'checkout.total_changed', params: { total_minor: 12999 } }, {})
  expect(total.text).toContain('€129.99')
  const skus = refusalTexts('fr', { code: 'product.sku_taken', params: { skus: ['A', 'B'] } }, {})
  expect(skus.text).toContain('A et B')
  const countries = refusalTexts('fr', { code: 'shipping.country_twice', params: { countries: ['IT', 'TR'] } }, {})
  expect(countries.text).toContain('Italie et Turquie')
})

test('limits are shown in the unit that people use', () => {
  const params = { min: 0, max: 5_000, unit: 'bps' }
  expect(refusalTexts('en', { code: 'policy.out_of_range', params }, {}).text).toBe(
    'The value must be between 0% and 50%.',
  )
})

test('a value beyond its limit is told the limit', () => {
  const issues = [
    { path: 'price_minor', message: 'wrong', max: 100_000_000, of: 'number' },
    { path: 'days', message: 'wrong', min: 1, of: 'int' },
    { path: 'name', message: 'wrong', max: 60, of: 'string' },
    { path: 'countries', message: 'wrong', max: 3, of: 'array' },
  ]
  const typed = { price: '2000000', days: '0', name: 'x'.repeat(61), countries: 'FR' }
  const fields = (locale: 'en' | 'fr') =>
    refusalTexts(locale, { code: 'request.invalid', params: { issues } }, typed).fields
  expect(fields('en')).toMatchObject({
    price: 'At most €1,000,000.00.',
    days: 'At least 1.',
    name: 'At most 60 characters.',
    countries: 'Check this value.',
  })
  expect(fields('fr').name).toBe('60 caractères au plus.')
})

test('a code without a text is shown as it is', () =>
  expect(refusalTexts('en', { code: 'moon.full', params: {} }, {}).text).toContain('moon.full'))

test('invalid input is shown next to its field, even when the field sent nothing', () => {
  const issues = ['price_minor', 'address.city', 'countries'].map(path => ({ path, message: 'wrong' }))
  const { fields } = refusalTexts('en', { code: 'request.invalid', params: { issues } }, { price: 'abc', address: '' })
  expect(fields).toMatchObject({
    price: 'Enter an amount from €0.01, for example 24.50.',
    address: 'Fill in this field.',
    countries: 'Fill in this field.',
  })
})
