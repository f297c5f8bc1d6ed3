import { expect, test } from 'vitest'
import type { z } from 'zod'
import { allRefusals } from '#app/refusals.ts'
import { routes } from '#app/routes.ts'
import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { storeOwnedIds } from '#platform/json.ts'
import type { AnyRoute } from '#platform/route.ts'
import { applicant, frenchCompany, pdf } from '../../test/applicant.ts'
import { openMarket } from '../../test/market.ts'

const market = openMarket()

const all = Object.entries<AnyRoute>(routes)
const writes = all.filter(([, { method }]) => method !== 'GET')
const owning = writes.filter(([, { command }]) => Object.keys(command?.owns ?? {}).length > 0)

/** Writes that are not one transaction or have no known caller, by reason. */
const byHand: Readonly<Record<string, readonly string[]>> = {
  'it writes nothing': ['previewPage'],
  'the session changes after the commit': [
    'confirmCode',
    'logIn',
    'passSecondFactor',
    'logOut',
    'acceptInvitation',
    'confirmToSell',
  ],
  'tries are counted in a transaction of their own, so that a refused one counts; each code or link works once': [
    'signUp',
    'sendCode',
    'startRecovery',
    'finishRecovery',
    'changePassword',
    'sendIdentityCode',
    'sendReceiptCode',
    'confirmIdentity',
    'confirmSelf',
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

/** Of these, those of a person's own account, which are not recorded, by reason. */
const unrecorded: Readonly<Record<string, readonly string[]>> = {
  'begins or ends a session, which the list of sessions shows': [
    'confirmCode',
    'logIn',
    'passSecondFactor',
    'logOut',
    'endSession',
    'endOtherSessions',
  ],
  'changes nothing yet: a code or a link is mailed, or a secret is shown': [
    'signUp',
    'sendCode',
    'startRecovery',
    'sendIdentityCode',
    'sendReceiptCode',
    'confirmIdentity',
    'confirmSelf',
    'startAddressChange',
    'beginSecondFactor',
    'signUpToSell',
  ],
  'a person’s own log-in: they are mailed, and no store or operator has a part in it': [
    'finishRecovery',
    'changePassword',
    'confirmAddress',
    'confirmSecondFactor',
    'removeSecondFactor',
  ],
  'a buyer’s cart and purchases, which carry their own history': [
    'addToCart',
    'setCartLine',
    'setDelivery',
    'placePurchase',
    'payPurchase',
  ],
  'a picture is nothing until a product shows it, which is recorded': ['uploadPicture', 'cropPicture'],
  'a preview writes nothing': ['previewPage'],
}

/** The others, by the action they record. */
const recordedByHand: Readonly<Record<string, string>> = {
  acceptInvitation: 'member.join',
  confirmToSell: 'application.start',
  addDocument: 'application.document',
  removeDocument: 'application.document_remove',
  downloadPayoutFile: 'payout_batch.download_file',
  moveClock: 'clock.move',
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
  previewPage: 'a preview writes nothing',
}

test('every write is a command, or is listed as one that cannot be', () => {
  const made = writes.filter(([, { command }]) => !command).map(([name]) => name)
  expect(made.sort()).toEqual(Object.values(byHand).flat().sort())
})

test('every write that is no command is recorded by hand, or is listed with the reason why not', () => {
  const listed = [...Object.keys(recordedByHand), ...Object.values(unrecorded).flat()]
  expect(listed.sort()).toEqual(Object.values(byHand).flat().sort())
})

/** Each write that is recorded by hand, done once by a person. */
const done: Readonly<Record<string, () => Promise<unknown>>> = {
  async acceptInvitation() {
    const { owner } = await market.store()
    await owner.api.inviteMember({ email: 'packer@example.eu', role: 'warehouse', locale: 'en' })
    const { rows } = await sql<{ text: string }>`
      select text from platform.mails where recipient = 'packer@example.eu'`.execute(market.db.read)
    const link = /\/join\/team\/([\w-]+)/.exec(rows[0]!.text)![1]!
    await market.as(null).api.acceptInvitation({ link, locale: 'en', name: 'Pat', password: 'open sesame' })
  },
  confirmToSell: () => applicant(market),
  addDocument: () => withDocument(),
  async removeDocument() {
    const { api, application_id, document_id } = await withDocument()
    await api.removeDocument({ application_id, document_id })
  },
  async downloadPayoutFile() {
    const store = await market.store()
    const [one, other] = await Promise.all([1, 2].map(() => market.person({ operator: true })))
    const debtor = { key: 'payouts.debtor_iban', value: 'DE89370400440532013000', reason: 'our account' }
    await one!.api.setPolicy(debtor)
    await market.nameAccount(store)
    const amount_minor = await market.earn(store, 9_000)
    await market.pass({ hours: 24 * 8 })
    const { id } = await store.owner.api.requestPayout({ amount_minor })
    const batch = await one!.api.createPayoutBatch({ payout_ids: [id] })
    await other!.api.approvePayoutBatch({ batch_id: batch.id })
    await one!.api.downloadPayoutFile({ batch_id: batch.id })
  },
  async moveClock() {
    const operator = await market.person({ operator: true })
    await operator.api.moveClock({ to: market.db.clock.now().add({ hours: 1 }).toString() })
  },
}

async function withDocument() {
  const person = await applicant(market)
  const { application_id } = person
  await person.api.saveCompany({ application_id, ...frenchCompany })
  const { id } = await person.api.addDocument({ application_id, kind: 'tax_card', file: pdf, name: 'card.pdf' })
  return { ...person, document_id: id }
}

test.each(Object.entries(recordedByHand))('%s records %s', async (name, action) => {
  const entries = async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from platform.audit_entries where action = ${action}
    `.execute(market.db.read)
    return rows[0]!.n
  }
  const before = await entries()
  await done[name]!()
  expect(await entries()).toBe(before + 1)
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
