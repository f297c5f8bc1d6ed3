import { expect, test } from 'vitest'
import { audit } from '#platform/audit.ts'
import { publicId } from '#platform/ids.ts'
import { inTx } from '#platform/tx.ts'
import { openMarket } from '../../../test/market.ts'

const market = openMarket()

test('E5a an entry under the former name of an action is listed and found under the present one', async () => {
  const store = await market.store()
  const operator = await market.person({ operator: true })
  const { userId } = store.owner
  const subject = publicId('usr', userId!)
  await inTx(market.db, 'test', tx =>
    audit(tx, { owner: store.id, userId: userId!, action: 'member.uninvite', subject }),
  )
  const { items } = await operator.api.listAudit({
    action: 'member.withdraw_invitation',
    store_id: publicId('sto', store.id),
  })
  expect(items).toMatchObject([{ action: 'member.withdraw_invitation', subject }])
  const { items: all } = await operator.api.listAudit({ subject })
  expect(all.map(({ action }) => action)).toContain('member.withdraw_invitation')
})

test('E14u the log is filtered by person, by store and by day', async () => {
  const [one, two] = [await market.store(), await market.store()]
  const operator = await market.person({ operator: true })
  const { slug } = await one.owner.api.ownStore({})
  const actionsOf = async (filter: object) => (await operator.api.listAudit({ limit: 100, ...filter })).items
  const ofStore = await actionsOf({ store: slug })
  expect(ofStore.length).toBeGreaterThan(0)
  expect(new Set(ofStore.map(entry => entry.store)).size).toBe(1)
  const ofPerson = await actionsOf({ by: two.owner.email.toUpperCase() })
  expect(ofPerson.length).toBeGreaterThan(0)
  expect(new Set(ofPerson.map(entry => entry.user.name)).size).toBe(1)
  expect(await actionsOf({ by: 'nobody@example.eu' })).toEqual([])
  const today = market.db.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate()
  expect((await actionsOf({ from: `${today}`, to: `${today}` })).length).toBeGreaterThan(0)
  expect(await actionsOf({ to: `${today.subtract({ days: 1 })}` })).toEqual([])
})
