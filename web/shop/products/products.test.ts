import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { RouterContextProvider } from 'react-router'
import { expect, test } from 'vitest'
import type { WebContext } from '#app/web-context.ts'
import { webContext } from '../../kit/page/context.ts'
import { loader } from './products.ts'

const web = fileURLToPath(new URL('../../', import.meta.url))

test.each([
  [{ lang: '/evil.example' }, 'en', '/search'],
  [{ lang: '\\evil.example' }, 'en', '/search'],
  [{ lang: 'fr' }, 'fr', '/fr/search'],
  [{}, 'en', '/search'],
] as const)('the old address of all products, %j, leads to %s %s and to no other host', async (params, locale, to) => {
  const context = new RouterContextProvider()
  context.set(webContext, { locale } as WebContext)
  const answer = (await loader({ params, context } as never)) as Response
  expect([answer.status, answer.headers.get('location')]).toEqual([301, to])
})

test('no path that we lead to begins with a segment of the address', () => {
  const files = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter(file => /\.tsx?$/.test(file))
  expect(files.length).toBeGreaterThan(100)
  const begin = files.filter(file => /[`'"]\/\$\{params\b/.test(readFileSync(join(web, file), 'utf8')))
  expect(begin.filter(file => !file.endsWith('.test.ts'))).toEqual([])
})
