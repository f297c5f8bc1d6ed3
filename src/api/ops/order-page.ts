import { z } from 'zod'
import { OrderSchema, readOrder, withRefusedPayments } from '#api/order-view.ts'
import { userNames } from '#api/user-names.ts'
import { type Account, accountNames } from '#ledger/index.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { attemptStates } from '#payments/states.ts'
import { command } from '#platform/command.ts'
import { type Reader, sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantSchema, instant, instantOrNull, MoneySchema, money, oneOf, storeOwned } from '#platform/json.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const refuse = refuser(orderRefusals)

const JournalSchema = z.object({
  id: z.string(),
  kind: z.string(),
  at: InstantSchema,
  transfers: z.array(z.object({ debit: oneOf(accountNames), credit: oneOf(accountNames), amount: MoneySchema })),
})

const PageSchema = OrderSchema.extend({
  timeline: z.array(
    OrderSchema.shape.timeline.element.extend({ by: z.string().nullable().describe('Name of the person') }),
  ),
  journals: z.array(JournalSchema),
  buyer: z.object({
    /** Null: a guest. */
    user_id: z.string().nullable(),
    name: z.string().nullable(),
    /** All but its first letter and its domain hidden: see `showBuyerContact`. */
    email: z.string(),
    locale: z.string(),
    /** All orders of this buyer, this one too. */
    orders: z.int(),
  }),
  payments: z.array(
    z.object({
      id: z.string(),
      /** The provider's reference. */
      reference: z.string().nullable(),
      method: z.string(),
      state: oneOf(attemptStates),
      /** Of the whole payment, which may pay for several orders. */
      amount: MoneySchema,
      /** This order's part of it. */
      part: MoneySchema,
      refused_because: z.string().nullable(),
      created_at: InstantSchema,
      ended_at: InstantSchema.nullable(),
    }),
  ),
  deadlines: z.array(
    z.object({
      kind: z.string(),
      due_at: InstantSchema,
      fired_at: InstantSchema.nullable(),
      error: z.string().nullable(),
    }),
  ),
  mails: z.array(
    z.object({
      id: z.string(),
      to: z.enum(['buyer', 'store']),
      subject: z.string(),
      queued_at: InstantSchema,
      sent_at: InstantSchema.nullable(),
    }),
  ),
}).meta({ id: 'OpsOrder' })

type Key = { readonly storeId: string; readonly id: string }

export const opsOrderPage = {
  showOrderAsOperator: route({
    method: 'GET',
    path: '/api/ops/orders/:order_id',
    audience: 'ops',
    permission: 'ops.orders',
    summary: 'An order with its buyer, payments, parcels, journals, deadlines and e-mails',
    input: z.object({ order_id: storeOwned('ord') }),
    output: PageSchema,
    refusals: ['order.not_found'],
    async handle({ db }, { order_id }) {
      const found = await readOrder(db.read, order_id.storeId, order_id.id)
      if (!found) throw refuse('order.not_found')
      const { buyerId, purchaseId } = found
      const [order, journals, buyer, payments, deadlines, mails, names] = await Promise.all([
        withRefusedPayments(db.read, found),
        journalsOf(db.read, order_id),
        buyerOf(db.read, buyerId, purchaseId),
        paymentsOf(db.read, { buyerId, purchaseId, orderId: order_id.id }),
        deadlinesOf(db.read, order_id),
        mailsOf(db.read, order_id, { buyerId, purchaseId }),
        actorsOf(db.read, order_id),
      ])
      return {
        ...order,
        timeline: order.timeline.map(step => ({ ...step, by: names.get(`${step.name} ${step.at}`) ?? null })),
        journals,
        buyer: { ...buyer, email: masked(buyer.email) },
        payments,
        deadlines,
        mails,
      }
    },
  }),

  showBuyerContact: command({
    method: 'POST',
    path: '/api/ops/orders/:order_id/contact',
    audience: 'ops',
    permission: 'ops.people',
    summary: 'The e-mail address of an order’s buyer, in full; recorded in the audit log',
    input: z.object({ order_id: storeOwned('ord') }),
    output: z.object({ email: z.string() }),
    refusals: ['order.not_found'],
    async run(tx, _, { order_id }) {
      const found = await readOrder(tx, order_id.storeId, order_id.id)
      if (!found) throw refuse('order.not_found')
      return (await buyerOf(tx, found.buyerId, found.purchaseId)).email
    },
    audit: 'order.show_contact',
    entry: ({ order_id }) => ({
      owner: order_id.storeId,
      subject: publicId('ord', order_id.storeId, order_id.id),
    }),
    answer: email => ({ email }),
  }),
}

/** `m•••@example.eu` */
const masked = (email: string): string => `${email[0]}•••${email.slice(email.indexOf('@'))}`

async function journalsOf(reader: Reader, { storeId, id }: Key) {
  type Row = {
    id: string
    kind: string
    at: Temporal.Instant
    transfers: { debit: Account; credit: Account; amount: number }[]
  }
  const { rows } = await sql<Row>`
    select j.id, j.kind, j.at, (select json_agg(json_build_object('debit', t.debit, 'credit', t.credit,
        'amount', t.amount_minor) order by t.n) from ledger.transfers t
        where t.store_id = ${storeId} and t.journal_id = j.id) as transfers
    from ledger.journals j where j.store_id = ${storeId} and j.order_id = ${id} order by j.id
  `.execute(reader)
  return rows.map(row => ({
    id: publicId('jrn', storeId, row.id),
    kind: row.kind,
    at: instant(row.at),
    transfers: row.transfers.map(transfer => ({ ...transfer, amount: money(transfer.amount) })),
  }))
}

/** Who bought: the address of the purchase, and the user behind it, if there is one. */
async function buyerOf(reader: Reader, buyerId: string, purchaseId: string) {
  const { rows } = await sql<{ email: string; locale: string; orders: number; user: string | null }>`
    select p.email, p.locale, (select user_id from accounts.buyers where id = ${buyerId}) as user,
      (select count(*)::int from orders.buyer_orders b where b.buyer_id = ${buyerId}) as orders
    from orders.purchases p where p.buyer_id = ${buyerId} and p.id = ${purchaseId}
  `.execute(reader)
  const { user, ...purchase } = rows[0]!
  const nameOf = await userNames(reader, [user])
  return { ...purchase, user_id: user && publicId('usr', user), name: nameOf(user) }
}

async function paymentsOf(
  reader: Reader,
  { buyerId, purchaseId, orderId }: { buyerId: string; purchaseId: string; orderId: string },
) {
  type Row = {
    id: string
    reference: string | null
    method: string
    state: (typeof attemptStates)[number]
    amount_minor: bigint
    currency: string
    parts: { order_id: string; amount_minor: string }[]
    refused_because: string | null
    created_at: Temporal.Instant
    ended_at: Temporal.Instant | null
  }
  const { rows } = await sql<Row>`
    select id, provider_ref as reference, method, state, amount_minor, currency, parts, refused_because, created_at,
      ended_at
    from payments.attempts where buyer_id = ${buyerId} and purchase_id = ${purchaseId}
      and parts @> jsonb_build_array(jsonb_build_object('order_id', ${orderId}::text)) order by id
  `.execute(reader)
  return rows.map(({ amount_minor, currency, parts, id, created_at, ended_at, ...row }) => ({
    ...row,
    id: publicId('pay', buyerId, id),
    amount: money(amount_minor, currency),
    part: money(Number(parts.find(part => part.order_id === orderId)!.amount_minor), currency),
    created_at: instant(created_at),
    ended_at: instantOrNull(ended_at),
  }))
}

async function deadlinesOf(reader: Reader, { storeId, id }: Key) {
  const { rows } = await sql<{
    kind: string
    due_at: Temporal.Instant
    fired_at: Temporal.Instant | null
    error: string | null
  }>`
    select d.kind, d.due_at, d.fired_at, d.error from platform.deadlines d
    where d.owner = ${storeId} and (d.subject = ${id} or d.subject in (
      select p.id from orders.shipments p where p.store_id = ${storeId} and p.order_id = ${id}))
    order by d.due_at
  `.execute(reader)
  return rows.map(row => ({ ...row, due_at: instant(row.due_at), fired_at: instantOrNull(row.fired_at) }))
}

/** The mails about the order or its purchase; the topic of each names what it is about. */
async function mailsOf(
  reader: Reader,
  { storeId, id }: Key,
  { buyerId, purchaseId }: { buyerId: string; purchaseId: string },
) {
  type Row = { id: string; subject: string; queued_at: Temporal.Instant; sent_at: Temporal.Instant | null }
  const of = (owner: string, about: readonly string[]) =>
    sql<Row>`
    select m.id, m.subject, m.queued_at, m.sent_at from platform.mails m
    where m.owner = ${owner} and m.topic like any(${about.map(each => `%${each}%`)}::text[])
    order by m.id desc limit 50
  `.execute(reader)
  const attempts = await sql<{ id: string }>`
    select id from payments.attempts where buyer_id = ${buyerId} and purchase_id = ${purchaseId}
  `.execute(reader)
  const [buyer, store] = await Promise.all([
    of(buyerId, [id, purchaseId, ...attempts.rows.map(row => row.id)]),
    of(storeId, [id]),
  ])
  const shown = (to: 'buyer' | 'store', owner: string) => (row: Row) => ({
    ...row,
    id: publicId('mail', owner, row.id),
    to,
    queued_at: instant(row.queued_at),
    sent_at: instantOrNull(row.sent_at),
  })
  return [...buyer.rows.map(shown('buyer', buyerId)), ...store.rows.map(shown('store', storeId))].sort(
    (a, b) => Date.parse(b.queued_at) - Date.parse(a.queued_at),
  )
}

/** Who made each step of the order, by the step's name and time. */
async function actorsOf(reader: Reader, { storeId, id }: Key): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; at: Temporal.Instant; actor_id: string }>`
    select name, at, actor_id from platform.transitions
    where owner = ${storeId} and subject = ${id} and actor_id is not null
  `.execute(reader)
  const nameOf = await userNames(
    reader,
    rows.map(row => row.actor_id),
  )
  return new Map(
    rows.flatMap(row => {
      const name = nameOf(row.actor_id)
      return name ? [[`${row.name} ${instant(row.at)}`, name]] : []
    }),
  )
}
