import { expect, test } from 'vitest'
import { type OperatorRole, operatorRoleNames, operatorRoles } from '#accounts/index.ts'
import { routes } from '#app/routes.ts'
import { sql } from '#platform/db.ts'
import type { AnyRoute } from '#platform/route.ts'
import { exampleOf } from '../../../test/example.ts'
import { openMarket, type Person, refusalOf } from '../../../test/market.ts'

const market = openMarket()

/** The code that a call is refused with; null: it went through. */
const outcome = (call: Promise<unknown>): Promise<string | null> =>
  call.then(
    () => null,
    (error: Error) => error.message,
  )

const unconfirm = ({ userId }: Person) =>
  sql`update accounts.sessions set confirmed_at = null where user_id = ${userId}`.execute(market.db.read)

test('E4j each role of operators is let in where its permissions say, and is forbidden everywhere else', async () => {
  const ops = Object.entries<AnyRoute>(routes).filter(([, route]) => route.audience === 'ops')
  expect(ops.filter(([, { permission }]) => !permission).map(([name]) => name)).toEqual([])
  const known = new Set<string>(operatorRoles.admin)
  expect(ops.filter(([, { permission }]) => !known.has(permission!)).map(([name]) => name)).toEqual([])
  for (const role of operatorRoleNames) {
    const { api } = await market.person({ operator: [role] })
    for (const [name, route] of ops) {
      // a body that no schema takes: guards answer before it is read
      const call = (api as unknown as Record<string, (input: unknown) => Promise<unknown>>)[name]!
      const code = await outcome(call({ ...exampleOf(route, {}), limit: 'no number', reason: 7, to: 7 }))
      const may = (operatorRoles[role] as readonly string[]).includes(route.permission!)
      expect([name, code === 'request.forbidden'], `${role} at ${name}: ${code}`).toEqual([name, !may])
    }
  }
})

test('E4k an administrator adds an operator, who sets a password by the mailed link and does the work of their roles', async () => {
  const admin = await market.person({ operator: true })
  const email = 'kim.okafor@example.eu'
  const input = { email, name: 'Kim Okafor', roles: ['support'] as OperatorRole[], locale: 'fr' as const }
  const { id: user_id } = await admin.api.addOperator(input)
  expect(await refusalOf(admin.api.addOperator(input))).toBe('operator.already')
  await market.settle()
  const [mail] = (await admin.api.listMails({ to: email })).items
  expect(mail!.subject).toBe('Vous êtes opérateur de la place de marché')
  const link = /recover\/([\w-]+)/.exec(mail!.text)![1]!
  await market.as(null).api.finishRecovery({ link, password: 'quatre mots très calmes' })
  const kim = market.as(null)
  await kim.api.logIn({ email, password: 'quatre mots très calmes' })
  expect((await kim.api.me({})).user).toMatchObject({ operator: true, permissions: operatorRoles.support })
  await kim.api.listMails({})
  expect(await refusalOf(kim.api.listAllPayouts({}))).toBe('request.forbidden')

  await admin.api.changeOperatorRoles({ user_id, roles: ['money'] })
  await kim.api.listAllPayouts({})
  expect(await refusalOf(kim.api.listMails({}))).toBe('request.forbidden')
  await admin.api.removeOperator({ user_id })
  expect(await refusalOf(kim.api.listAllOrders({}))).toBe('request.forbidden')
  expect(await refusalOf(admin.api.changeOperatorRoles({ user_id, roles: ['money'] }))).toBe('operator.not_found')
  const { items } = await admin.api.listAudit({ subject: user_id })
  expect(items.map(({ action, before, after }) => ({ action, before, after }))).toEqual([
    { action: 'operator.remove', before: { roles: ['money'] }, after: null },
    { action: 'operator.change_roles', before: { roles: ['support'] }, after: { roles: ['money'] } },
    { action: 'operator.add', before: null, after: { roles: ['support'] } },
  ])
})

test('E4l an administrator always remains, also when two give up the role at once; members of a store are no operators', async () => {
  const admins = (await (await market.person({ operator: true })).api.listOperators({})).items
  const [one, two] = [await market.person({ operator: true }), await market.person({ operator: true })]
  for (const { id } of admins.filter(({ roles }) => roles.includes('admin')))
    if (id !== (await one.api.me({})).user!.id) await one.api.changeOperatorRoles({ user_id: id, roles: ['review'] })
  const idOf = async ({ api }: Person) => (await api.me({})).user!.id
  const [first, second] = [await idOf(one), await idOf(two)]
  const given = await Promise.all([
    outcome(one.api.changeOperatorRoles({ user_id: first, roles: ['review'] })),
    outcome(two.api.changeOperatorRoles({ user_id: second, roles: ['review'] })),
  ])
  expect(new Set(given)).toEqual(new Set(['operator.last_admin', null]))
  const left = given[0] === 'operator.last_admin' ? one : two
  const { owner } = await market.store()
  const add = left.api.addOperator({ email: owner.email, name: 'x', roles: ['support'], locale: 'en' })
  expect(await refusalOf(add)).toBe('account.operator_sells_nothing')
})

test('E4m what cannot be undone asks for the second factor, once for some minutes; without one only a sandbox goes on', async () => {
  const email = 'careful@example.eu'
  const admin = await market.person({ operator: true })
  await admin.api.addOperator({ email, name: 'Careful', roles: ['admin'], locale: 'en' })
  await market.settle()
  const [mail] = (await admin.api.listMails({ to: email })).items
  const password = 'four quiet words here'
  const link = /recover\/([\w-]+)/.exec(mail!.text)![1]!
  await market.as(null).api.finishRecovery({ link, password })
  const person = market.as(null)
  await person.api.logIn({ email, password })
  const act = () => person.api.setMarket({ country: 'NO', closed: true, reason: 'a test' })
  await act()
  const { rows } = await sql<{ user_id: string }>`select user_id from accounts.emails where email = ${email}`.execute(
    market.db.read,
  )
  const who = { ...person, userId: rows[0]!.user_id }
  await unconfirm(who)
  expect(await refusalOf(act())).toBe('request.unconfirmed')
  expect(await refusalOf(person.api.confirmSelf({ password: 'another one' }))).toBe('account.wrong_password')
  expect(await refusalOf(act())).toBe('request.unconfirmed')
  await person.api.confirmSelf({ password })
  await act()
  await unconfirm(who)
  market.db.sandbox = false
  try {
    expect(await refusalOf(person.api.confirmSelf({ password }))).toBe('account.second_factor_needed')
    expect(await person.api.showConfirmation({})).toEqual({ confirmed: false, proof: 'none' })
    await person.api.logIn({ email, password })
    expect(await refusalOf(act()), 'a password alone confirms nothing outside a sandbox').toBe('request.unconfirmed')
  } finally {
    market.db.sandbox = true
  }
})
