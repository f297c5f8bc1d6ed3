import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('the trace of placing an order names files that exist, eleven at most, two thousand lines at most', () => {
  const named = [...readFileSync('docs/traces/place-order.md', 'utf8').matchAll(/`(src\/[\w/-]+\.ts)`/g)].map(
    match => match[1]!,
  )
  const files = [...new Set(named)]
  expect(files.filter(file => !existsSync(file))).toEqual([])
  expect(files.length).toBeLessThanOrEqual(11)
  const lines = files.reduce((sum, file) => sum + readFileSync(file, 'utf8').split('\n').length, 0)
  expect(lines).toBeLessThanOrEqual(2_000)
})
