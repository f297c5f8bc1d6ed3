import { RouterContextProvider } from 'react-router'
import { expect, test } from 'vitest'
import type { WebContext } from '#app/web-context.ts'
import { action as prefs } from '../../prefs.ts'
import { webContext } from './context.ts'
import { takeFlash } from './flash.ts'

function visit(seen: Partial<WebContext>): RouterContextProvider {
  const context = new RouterContextProvider()
  context.set(webContext, { setCookie: () => {}, ...seen } as WebContext)
  return context
}

test.each([
  ['multipart/form-data', 'x'],
  ['multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\ncut off'],
  ['text/plain', 'a=b'],
  ['application/json', '{}'],
])('a form of type %s that cannot be read is answered 400', async (type, body) => {
  const request = new Request('http://own.invalid/prefs', { method: 'POST', body, headers: { 'content-type': type } })
  const answer = prefs({ request, context: visit({}) } as never)
  await expect(answer).rejects.toMatchObject({ init: { status: 400 } })
})

test.each([
  ['null', null],
  ['5', null],
  ['{"tone":"ok","text":{"a":1}}', null],
  ['{"tone":"evil","text":"a"}', null],
  ['{"tone":["ok"],"text":"a"}', null],
  ['{', null],
  ['{"tone":"bad","text":"a","more":1}', { tone: 'bad', text: 'a', links: [] }],
] as const)('a notice that says %s in its cookie is shown as %j', (flash, shown) => {
  expect(takeFlash({ cookies: { flash }, setCookie: () => {} })).toEqual(shown)
})
