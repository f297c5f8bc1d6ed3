import { expect, test } from 'vitest'
import { withParams } from '../primitives/url-state.ts'
import { ownPath } from './refusal.ts'
import { shopPath } from './shop-path.ts'

test.each([
  ['/', 'en', '/'],
  ['/', 'fr', '/fr'],
  ['/cart', 'fr', '/fr/cart'],
  ['/fr/cart', 'en', '/cart'],
  ['/fr', 'en', '/'],
  ['/fr?page=2', 'en', '/?page=2'],
  ['/?page=2', 'fr', '/fr?page=2'],
  ['/fr/cart?x=1', 'fr', '/fr/cart?x=1'],
  ['/friends', 'fr', '/fr/friends'],
  ['/seller/orders', 'fr', '/seller/orders'],
  ['/kit?state=a', 'fr', '/kit?state=a'],
] as const)('%s in %s is %s', (path, locale, expected) => expect(shopPath(path, locale)).toBe(expected))

test.each([
  ['/cart?x=1', '/cart?x=1'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example', '/'],
  ['cart', '/'],
  [null, '/'],
])('%s is a way back only when it is ours', (to, expected) => expect(ownPath(to)).toBe(expected))

test('parameters are changed one by one; an empty one goes', () => {
  const search = new URLSearchParams('state=open&after=c1')
  expect(withParams(search, { after: '', sort: '-total' })).toBe('?state=open&sort=-total')
  expect(withParams(search, { after: '', state: '' })).toBe('?')
})
