import { expect, test } from 'vitest'
import { makeOperator, removeOperator } from '#app/operators.ts'
import { openMarket, refusalOf } from '../../test/market.ts'

const market = openMarket()

test('E4h whoever runs the machine makes the first operators; none of a store, and ended at once', async () => {
  const email = 'first@example.eu'
  const { path } = await makeOperator(market.db, email, 'First Person')
  const link = path.split('/').at(-1)!
  await market.as(null).api.finishRecovery({ link, password: 'a long password' })
  const person = market.as(null)
  await person.api.logIn({ email, password: 'a long password' })
  expect((await person.api.me({})).user).toMatchObject({ name: 'First Person', operator: true })
  const made = (await person.api.listAudit({ action: 'operator.add' })).items
  expect(made).toHaveLength(1)

  const buyer = await market.person()
  await makeOperator(market.db, buyer.email, 'ignored')
  expect((await buyer.api.me({})).user!.operator).toBe(true)
  const { owner } = await market.store()
  expect(await refusalOf(makeOperator(market.db, owner.email, 'x'))).toBe('account.operator_sells_nothing')
  expect((await owner.api.me({})).user!.operator).toBe(false)

  await removeOperator(market.db, email)
  expect(await refusalOf(person.api.listAllOrders({}))).toBe('request.forbidden')
  expect(await removeOperator(market.db, 'nobody@example.eu')).toBeNull()
})
