import { expect, test } from 'vitest'
import type { z } from 'zod'
import { allRefusals } from '#app/refusals.ts'
import { routes } from '#app/routes.ts'
import { newId } from '#platform/ids.ts'
import { storeOwnedIds } from '#platform/json.ts'
import type { AnyRoute } from '#platform/route.ts'

const all = Object.entries<AnyRoute>(routes)
const writes = all.filter(([, { method }]) => method !== 'GET')
const owning = writes.filter(([, { command }]) => Object.keys(command?.owns ?? {}).length > 0)

/** Writes that are not one transaction or have no known caller, by reason. */
const byHand: Readonly<Record<string, readonly string[]>> = {
  'the session changes after the commit': [
    'confirmCode',
    'logIn',
    'passSecondFactor',
    'logOut',
    'chooseStore',
    'acceptInvitation',
    'confirmToSell',
  ],
  'tries are counted in a transaction of their own, so that a refused one counts; each code or link works once': [
    'signUp',
    'sendCode',
    'startRecovery',
    'finishRecovery',
    'changePassword',
    'sendProof',
    'prove',
    'startAddressChange',
    'confirmAddress',
    'beginSecondFactor',
    'confirmSecondFactor',
    'removeSecondFactor',
    'signUpToSell',
  ],
  'one statement without a transaction; the same again changes nothing': ['endSession', 'endOtherSessions'],
  'one statement without a transaction, which checks the key itself': ['addToCart', 'setCartLine', 'setDelivery'],
  'the payment provider is asked between two transactions': ['placePurchase', 'payPurchase'],
  'a file is written or removed outside the transaction': [
    'addDocument',
    'removeDocument',
    'uploadPicture',
    'cropPicture',
  ],
  'answers a file, made of the text that is stored': ['downloadPayoutFile'],
  'the clock moves once its entry is committed': ['moveClock'],
}

/** Writes of members and operators that their command does not record: what else does, or why nothing does. */
const recordedElsewhere: Readonly<Record<string, string>> = {
  startOrdersExport: 'startJob records `job.start`',
  startAllOrdersExport: 'startJob records `job.start`',
  startReindex: 'startJob records `job.start`',
  cancelJob: 'cancelJob records `job.cancel`',
  cancelJobAsOperator: 'cancelJob records `job.cancel`',
  retryJob: 'retryJob records `job.retry`',
  retryJobAsOperator: 'retryJob records `job.retry`',
  downloadPayoutFile: 'by hand: `payout_batch.download_file`',
  moveClock: 'by hand: `clock.move`',
  uploadPicture: 'a picture is nothing until a product shows it, which is recorded',
  cropPicture: 'as uploadPicture',
}

test('every write is a command, or is listed as one that cannot be', () => {
  const made = writes.filter(([, { command }]) => !command).map(([name]) => name)
  expect(made.sort()).toEqual(Object.values(byHand).flat().sort())
})

test('every write of members and operators is recorded', () => {
  const others = writes
    .filter(([, { audience }]) => audience === 'seller' || audience === 'ops')
    .filter(([, { command }]) => typeof command?.audit !== 'string')
  expect(others.map(([name]) => name).sort()).toEqual(Object.keys(recordedElsewhere).sort())
  for (const [name, { command }] of others)
    if (typeof command?.audit === 'object') expect(command.audit.none, name).toBe(recordedElsewhere[name])
})

test('only a buyer’s writes go unrecorded with a reason of their own', () => {
  const silent = writes.filter(([name, { command }]) => typeof command?.audit === 'object' && !recordedElsewhere[name])
  for (const [name, { path }] of silent) expect(path, name).toMatch(/^\/api\/shop\//)
  expect(silent.length).toBeGreaterThan(5)
})

/** Paths of store ids in an input: `order_id`, `changes.variant_id`. */
function storeOwnedFields(schema: z.core.$ZodType, path: readonly string[] = []): string[] {
  if (storeOwnedIds.get(schema)) return [path.join('.')]
  const { shape, element, innerType } = schema._zod.def as {
    shape?: Record<string, z.core.$ZodType>
    element?: z.core.$ZodType
    innerType?: z.core.$ZodType
  }
  const inner = element ?? innerType
  if (inner) return storeOwnedFields(inner, path)
  return Object.entries(shape ?? {}).flatMap(([name, field]) => storeOwnedFields(field, [...path, name]))
}

test('ids in a member’s command must belong to their own store', () => {
  const named = writes
    .filter(([, { audience }]) => audience === 'seller')
    .map(([name, { input, command }]) => [name, storeOwnedFields(input), Object.keys(command?.owns ?? {})] as const)
    .filter(([, fields, owns]) => fields.join() !== owns.join())
  expect(
    named.map(([name]) => name),
    'cropPicture checks by hand',
  ).toEqual(['cropPicture'])
  expect(owning.length).toBeGreaterThanOrEqual(10)
})

/** An input with a single key, at this path. */
const inputWith = (path: string, key: object): Record<string, unknown> => {
  const [first, second] = path.split('.')
  return second ? { [first!]: [{ [second]: key }] } : { [first!]: key }
}

/** Throws as soon as anything uses it. */
const untouchable = new Proxy(
  {},
  {
    get() {
      throw new Error('begun')
    },
  },
) as never

const cases = owning.flatMap(([name, route]) =>
  Object.entries(route.command!.owns).map(([field, code]) => ({ name, route, field, code })),
)

test.each(cases)('$name: another store’s $field is refused before anything runs', async ({ route, field, code }) => {
  const storeId = newId()
  const run = async (owner: string) => {
    const ctx = { db: untouchable, once: null, call: untouchable, principal: null, storeId, userId: newId() }
    return route.handle(ctx as never, inputWith(field, { storeId: owner, id: newId() }) as never)
  }
  await expect(run(newId())).rejects.toMatchObject({ name: 'Refusal', code, status: 404 })
  await expect(run(storeId)).rejects.not.toMatchObject({ name: 'Refusal' })
  expect(route.refusals).toContain(code)
  expect((allRefusals as Record<string, number>)[code]).toBe(404)
})
