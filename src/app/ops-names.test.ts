import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { deadlineHandlers } from '#app/deadlines.ts'
import { accounts, journalKinds } from '#ledger/index.ts'
import { orderMachine } from '#orders/states.ts'
import en from '../../web/messages/en/ops.ts'
import { auditActions } from '../../web/ops/audit/audit-names.ts'
import { deadlineKinds } from '../../web/ops/deadlines/deadline-names.ts'

const sources = globSync('src/**/*.ts').filter(path => !path.endsWith('.test.ts'))
const code = sources.map(path => readFileSync(path, 'utf8')).join('\n')
const keyOf = (name: string) => name.replace('.', '_')

/** Audited actions in quotes; those that are composed at run time are listed by hand. */
const audited = new Set([
  ...[...code.matchAll(/(?:action: |audit: |audited\([^)]*)'([a-z_]+\.[a-z_]+)'/g)].map(match => match[1]!),
  'application.request_changes',
  'application.reject',
  'demo.begin',
  'demo.end',
])

test('E5a every action that is written into the audit can be filtered by, and has a name', () => {
  for (const action of audited) expect(auditActions, action).toContain(action)
  for (const action of auditActions) expect(code.includes(`'${action}'`) || audited.has(action), action).toBe(true)
  expect(Object.keys(en.action).sort()).toEqual(auditActions.map(keyOf).sort())
})

test('accounts, journals, deadlines and moves of an order have names', () => {
  expect(Object.keys(en.account).sort()).toEqual(Object.keys(accounts).sort())
  expect([...deadlineKinds].sort()).toEqual(Object.keys(deadlineHandlers).sort())
  expect(Object.keys(en.deadline).sort()).toEqual(deadlineKinds.map(keyOf).sort())
  expect(Object.keys(en.journal).sort()).toEqual(journalKinds.map(keyOf).sort())
  for (const kind of journalKinds) expect(code).toContain(`'${kind}'`)
  expect(Object.keys(en.step)).toEqual(expect.arrayContaining(Object.keys(orderMachine.transitions)))
})
