import { expect, test } from 'vitest'
import { readClauses, shortcomings, unknownIn } from '../tools/capabilities.ts'

const clauses = readClauses(`
- R1.1a Somebody buys. \`/cart\` \`placePurchase\`
- R1.1b Somebody pays in gold. waived: no bank takes it.
- R1.2a Somebody sells.
`)

test('a requirement is met when passing tests cover all its clauses, and waived ones are named', () => {
  const of = (requirement: string, waivers: string[], ...passed: string[]) =>
    shortcomings(clauses, [requirement], waivers, passed)
  expect(of('R1.2', [], 'R1.2a sells')).toEqual([])
  expect(of('R1.2', [], 'R1.2 sells', 'R1.2ab sells')).toEqual(['R1.2a is shown by no passing test: Somebody sells.'])
  expect(of('R1.1', ['R1.1b'], 'R1.1a R1.2a buys')).toEqual([])
  expect(of('R1.1', [], 'R1.1a buys', 'R1.1b pays')).toEqual([
    'R1.1b is waived: no bank takes it. Accept it by --waive R1.1b',
  ])
  expect(of('R1.1', ['R1.1b'])).toEqual(['R1.1a is shown by no passing test: Somebody buys.'])
})

test('a covered clause cannot be waived, and an unknown one cannot be checked', () => {
  expect(shortcomings(clauses, ['R1.2'], ['R1.2a', 'R1.1b'], ['R1.2a'])).toEqual([
    'R1.2a is no waived clause of these requirements',
    'R1.1b is no waived clause of these requirements',
  ])
  expect(shortcomings(clauses, ['R9.9'], [], [])).toEqual(['no clause for R9.9'])
  expect(shortcomings(clauses, [], [], [])).toHaveLength(1)
})

test('a test’s title names clauses that exist, with their letters', () => {
  const of = (title: string) => unknownIn({ title }, clauses)
  expect(of('R1.1a R1.2a somebody buys')).toEqual([])
  expect(of('R1.1 somebody buys')).toEqual(['R1.1'])
  expect(of('R1.1a R9.9a X3 somebody buys')).toEqual(['R9.9a', 'X3'])
  expect(of('somebody buys R9.9a')).toEqual([])
})
