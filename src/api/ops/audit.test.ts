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
