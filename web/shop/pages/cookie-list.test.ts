import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cookieNames } from '../../kit/shell/cookie-list.ts'

test('E12f the list of cookies has exactly those that the code sets', () => {
  const files = globSync('{web,src}/**/*.{ts,tsx}').filter(path => !/\.test\./.test(path))
  const found = new Set<string>()
  for (const path of files) {
    const code = readFileSync(path, 'utf8')
    for (const [, literal, name] of code.matchAll(/\b(?:setCookie|setCookieText)\(\s*(?:'(\w+)'|(\w+)),/g)) {
      const value = literal ?? new RegExp(`const ${name} = '(\\w+)'`).exec(code)?.[1]
      if (value) found.add(value)
      else expect(`${path} ${name}`, 'the function through which all pass').toBe('src/app/web.ts name')
    }
  }
  expect([...found].sort()).toEqual([...cookieNames].sort())
})
