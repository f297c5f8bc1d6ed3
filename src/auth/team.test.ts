import { expect, test } from 'vitest'
import { hashPassword, type Role, roles, setPassword } from '#accounts/index.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { inTx } from '#platform/tx.ts'
import { openMarket, type Person, refusalOf, type Store } from '../../test/market.ts'

const market = openMarket()
const locale = 'en' as const

/** The secret of the link mailed last to an address. */
async function linkTo(email: string): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    select text from platform.mails where recipient = ${email} order by id desc limit 1
  `.execute(market.db.read)
  return /\/join\/team\/([\w-]+)/.exec(rows[0]!.text)![1]!
}

const password = 'a long password'
/** A store whose owner can prove their identity. */
async function provenStore(): Promise<Store> {
  const store = await market.store()
  const passwordHash = await hashPassword(password)
  await inTx(market.db, 'set password', tx => setPassword(tx, store.owner.userId!, passwordHash))
  return store
}

test('E4a an invited address without an account joins by its mailed link, in the role it was invited in', async () => {
  const { owner, id } = await market.store()
  const email = 'packer@example.eu'
  await owner.api.inviteMember({ email: 'Packer@Example.eu', role: 'warehouse', locale })
  const link = await linkTo(email)
  const visitor = market.as(null)
  expect(await visitor.api.showInvitation({ link })).toMatchObject({ email, role: 'warehouse', known: false })
  expect(await refusalOf(visitor.api.acceptInvitation({ link, locale }))).toBe('request.invalid')
  await visitor.api.acceptInvitation({ link, locale, name: 'Pat', password: 'open sesame' })
  expect((await visitor.api.me({})).user).toMatchObject({
    email,
    store_id: publicId('sto', id),
    permissions: roles.warehouse,
  })
  expect(await refusalOf(market.as(null).api.showInvitation({ link }))).toBe('invitation.expired')
  const { members, invitations } = await owner.api.listMembers({})
  expect(members.map(member => [member.email, member.role])).toEqual([
    [owner.email, 'owner'],
    [email, 'warehouse'],
  ])
  expect(invitations).toEqual([])
})

test('E4b a known address joins logged in as itself, and as nobody else', async () => {
  const { owner, id } = await provenStore()
  const invited = await market.person()
  await owner.api.inviteMember({ email: invited.email, role: 'finance', locale, password })
  const link = await linkTo(invited.email)
  const other = await market.person()
  expect(await refusalOf(other.api.acceptInvitation({ link, locale }))).toBe('invitation.other_address')
  const stranger = market.as(null).api.acceptInvitation({ link, locale, name: 'Thief', password: 'open sesame' })
  expect(await refusalOf(stranger)).toBe('request.not_signed_in')
  await invited.api.acceptInvitation({ link, locale })
  expect((await invited.api.me({})).user).toMatchObject({ store_id: publicId('sto', id), permissions: roles.finance })
  const again = owner.api.inviteMember({ email: invited.email, role: 'owner', locale, password })
  expect(await refusalOf(again)).toBe('member.already')
})

test('E4c an operator cannot be made a member by an invitation either', async () => {
  const { owner } = await provenStore()
  const operator = await market.person({ operator: true })
  await owner.api.inviteMember({ email: operator.email, role: 'owner', locale, password })
  const accept = operator.api.acceptInvitation({ link: await linkTo(operator.email), locale })
  expect(await refusalOf(accept)).toBe('account.operator_sells_nothing')
})

test('E4d only the last link is good, a withdrawn one is not, nor one past its days', async () => {
  const { owner } = await market.store()
  const email = 'late@example.eu'
  const ask = () => owner.api.inviteMember({ email, role: 'orders', locale })
  const age = (column: string, hours: number) =>
    sql`update accounts.invitations set ${sql.ref(column)} = ${sql.ref(column)} - ${hours} * interval '1 hour'
      where email = ${email}`.execute(market.db.read)
  await ask()
  expect(await refusalOf(ask())).toBe('account.code_too_soon')
  const first = await linkTo(email)
  await age('sent_at', 1)
  await ask()
  const second = await linkTo(email)
  expect(await refusalOf(market.as(null).api.showInvitation({ link: first }))).toBe('invitation.expired')
  await market.as(null).api.showInvitation({ link: second })
  await age('expires_at', 24 * 7)
  const late = market.as(null).api.acceptInvitation({ link: second, locale, name: 'L', password: 'open sesame' })
  expect(await refusalOf(late)).toBe('invitation.expired')
  const { id } = (await owner.api.listMembers({})).invitations[0]!
  const stranger = (await market.store()).owner
  expect(await refusalOf(stranger.api.withdrawInvitation({ invitation_id: id }))).toBe('invitation.expired')
  await owner.api.withdrawInvitation({ invitation_id: id })
  expect((await owner.api.listMembers({})).invitations).toEqual([])
})

test('E4i a store mails so many invitations a day, whether they are withdrawn or not', async () => {
  const { owner } = await market.store()
  const operator = await market.person({ operator: true })
  const set = (value: number) =>
    operator.api.setPolicy({ key: 'accounts.invitations_per_day', value, reason: 'a test' })
  const ask = (email: string) => owner.api.inviteMember({ email, role: 'orders', locale })
  await set(2)
  await ask('one@example.eu')
  const { id } = (await owner.api.listMembers({})).invitations[0]!
  await owner.api.withdrawInvitation({ invitation_id: id })
  await ask('two@example.eu')
  expect(await refusalOf(ask('three@example.eu'))).toBe('invitation.too_many')
  await (await market.store()).owner.api.inviteMember({ email: 'three@example.eu', role: 'orders', locale })
  await set(30)
  await ask('three@example.eu')
})

test('E4i invitations sent at the same time are counted one by one', async () => {
  const { owner } = await market.store()
  const operator = await market.person({ operator: true })
  const set = (value: number) =>
    operator.api.setPolicy({ key: 'accounts.invitations_per_day', value, reason: 'a test' })
  await set(3)
  const ask = (n: number) => owner.api.inviteMember({ email: `many${n}@example.eu`, role: 'orders', locale })
  const sent = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => ask(n)))
  await set(30)
  expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
})

test('E4e a changed role and a removal hold from the next call on; an owner always stays', async () => {
  const { owner, id } = await provenStore()
  const member = await market.person({ storeId: id, role: 'finance' })
  const user_id = publicId('usr', member.userId!)
  await member.api.showBalance({})
  await owner.api.changeRole({ user_id, role: 'warehouse' })
  expect(await refusalOf(member.api.showBalance({}))).toBe('request.forbidden')
  const self = publicId('usr', owner.userId!)
  expect(await refusalOf(owner.api.changeRole({ user_id: self, role: 'orders' }))).toBe('member.last_owner')
  expect(await refusalOf(owner.api.removeMember({ user_id: self }))).toBe('member.last_owner')
  await owner.api.changeRole({ user_id, role: 'owner', password })
  // both leave at once: one of them stays
  const left = await Promise.allSettled([
    owner.api.removeMember({ user_id: self }),
    member.api.removeMember({ user_id }),
  ])
  expect(left.map(each => each.status).sort()).toEqual(['fulfilled', 'rejected'])
  const gone = left[0]!.status === 'fulfilled' ? owner : member
  expect(await refusalOf(gone.api.listStoreOrders({}))).toBe('request.forbidden')
})

test('E4f each role does its own work and is refused the rest; a packer sees nothing of what the store earns', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  const [order_id = ''] = (await market.buy(await market.person(), [variantId])).orders
  const can: Record<string, (person: Person) => Promise<unknown>> = {
    'orders.read': ({ api }) => api.listStoreOrders({}),
    'products.read': ({ api }) => api.listStoreProducts({}),
    'products.edit': ({ api }) => api.createTemplate({ name: 'T', zones: [] as never }),
    'balance.read': ({ api }) => api.showBalance({}),
    'store.manage': ({ api }) => api.listMembers({}),
  }
  for (const role of Object.keys(roles) as Role[]) {
    const person = await market.person({ storeId: store.id, role })
    await person.api.ownStore({})
    for (const [permission, attempt] of Object.entries(can)) {
      const code = await attempt(person).then(
        () => 'in',
        error => error.message,
      )
      const may = (roles[role] as readonly string[]).includes(permission)
      expect(code === 'request.forbidden', `${role} ${permission}: ${code}`).toBe(!may)
    }
    const permissions: readonly string[] = roles[role]
    if (!permissions.includes('orders.read')) continue
    const { paid_by_day } = await person.api.sellerToday({})
    const { commission, receives } = await person.api.showStoreOrder({ order_id })
    for (const amount of [paid_by_day, commission, receives])
      expect(amount !== null, role).toBe(permissions.includes('balance.read'))
  }
})
