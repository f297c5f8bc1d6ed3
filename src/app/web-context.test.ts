import { expect, test } from 'vitest'
import { cookiesOf, localeOf, themeOf } from '#app/web-context.ts'

test.each([
  ['/fr', undefined, undefined, 'fr'],
  ['/fr/cart', 'en', 'en', 'fr'],
  ['/fr.data', undefined, undefined, 'fr'],
  ['/cart', 'fr', 'fr', 'en'],
  ['/friends', undefined, 'fr', 'en'],
  ['/seller', 'fr', 'en', 'fr'],
  ['/seller/orders', undefined, 'de-DE, fr;q=0.8, en;q=0.5', 'fr'],
  ['/ops', undefined, 'de', 'en'],
  ['/sellers-of-the-month', undefined, 'fr', 'en'],
] as const)('%s with cookie %s and wish %s is %s', (path, cookie, wish, locale) => {
  expect(localeOf(path, cookie, wish)).toBe(locale)
})

test('cookies are read as pairs; what is malformed is left out', () => {
  expect(cookiesOf('lang=fr; theme=dark;x; broken=%E0%A4%A; name=a%3Db')).toEqual({
    lang: 'fr',
    theme: 'dark',
    name: 'a=b',
  })
  expect(cookiesOf(undefined)).toEqual({})
})

test('a theme is one of three', () => {
  expect([themeOf('dark'), themeOf('light'), themeOf('pink'), themeOf(undefined)]).toEqual([
    'dark',
    'light',
    'system',
    'system',
  ])
})
