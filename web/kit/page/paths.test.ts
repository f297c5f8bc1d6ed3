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
  ['/fr//evil.example', 'en', '/evil.example'],
  ['/fr/\\evil.example', 'en', '/evil.example'],
  ['/fr//evil.example', 'fr', '/fr/evil.example'],
  ['/fr/\t/evil.example', 'en', '/evil.example'],
] as const)('%s in %s is %s', (path, locale, expected) => expect(shopPath(path, locale)).toBe(expected))

test.each([
  ['/cart?x=1', '/cart?x=1'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/cart\u0000', '/'],
  ['/cart\r\nset-cookie: a=b', '/'],
  ['/\\/evil.example', '/'],
  ['/p/1?x=//evil.example', '/p/1?x=//evil.example'],
  ['/fr//evil.example', '/fr//evil.example'],
  ['https://evil.example', '/'],
  ['cart', '/'],
  [null, '/'],
])('%s is a way back only when it is ours', (to, expected) => expect(ownPath(to)).toBe(expected))

test('no path leads to another site after its language was changed', () => {
  const tails = ['//evil.example', '/\\evil.example', '\\\\evil.example', '/fr//evil.example', '///evil.example']
  for (const tail of tails)
    for (const to of [tail, `/fr${tail}`, `/fr/fr${tail}`])
      for (const locale of ['en', 'fr'] as const) {
        const led = new URL(ownPath(shopPath(ownPath(to), locale)), 'https://market.example')
        expect([to, led.host]).toEqual([to, 'market.example'])
      }
})

test('parameters are changed one by one; an empty one is removed', () => {
  const search = new URLSearchParams('state=open&after=c1')
  expect(withParams(search, { after: '', sort: '-total' })).toBe('?state=open&sort=-total')
  expect(withParams(search, { after: '', state: '' })).toBe('?')
})
