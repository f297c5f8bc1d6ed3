import { expect } from 'vitest'
import { derivedBalances } from '#ledger/index.ts'
import type { SandboxRecord } from '#payments/providers/sandbox-record.ts'
import { type Db, sql } from '#platform/db.ts'

/**
 * What must hold at every instant, whatever happened before: asked of the rows, not of the code that wrote them.
 * (Debits equal credits by construction, so that is not among them.)
 */
export async function checkInvariants(db: Db, provider: SandboxRecord | null): Promise<void> {
  const none = async (what: string, query: ReturnType<typeof sql<Record<string, unknown>>>) =>
    expect((await query.execute(db.read)).rows, what).toEqual([])

  await none(
    'escrow of an order = captured - refunded - released - commission, and what its state says',
    sql`
      with moved as (
        select j.store_id, j.order_id,
          coalesce(sum(t.amount_minor) filter (where t.credit = 'escrow'), 0) as captured,
          coalesce(sum(t.amount_minor) filter (where t.debit = 'escrow' and t.credit = 'refund_due'), 0) as refunded,
          coalesce(sum(t.amount_minor) filter (where t.debit = 'escrow' and t.credit <> 'refund_due'), 0) as released
        from ledger.journals j join ledger.transfers t on t.store_id = j.store_id and t.journal_id = j.id
        where j.order_id is not null group by 1, 2)
      select o.id, o.state, o.closed_cause, m.captured, m.refunded, m.released from orders.orders o
      left join moved m on m.store_id = o.store_id and m.order_id = o.id
      where coalesce(m.captured - m.refunded - m.released, 0) <>
          case when o.state in ('awaiting_shipment', 'awaiting_receipt') then o.items_minor + o.shipping_minor else 0 end
        or (o.state = 'completed' and m.released is distinct from (o.items_minor + o.shipping_minor)::numeric)
        or (o.state <> 'completed' and m.released > 0)
        or m.refunded > m.captured`,
  )
  await none(
    'reserved = what open lines hold',
    sql`
      select s.store_id, s.variant_id, s.reserved, l.held from catalog.stock s
      left join (select store_id, variant_id, sum(reserved) as held from orders.lines group by 1, 2) l
        using (store_id, variant_id)
      where s.reserved <> coalesce(l.held, 0)`,
  )
  await none(
    'orders that ended hold no stock, orders on their way to shipment hold theirs',
    sql`
      select o.id, o.state, l.reserved, l.units from orders.orders o
      join orders.lines l on l.store_id = o.store_id and l.order_id = o.id
      where (o.state in ('closed', 'completed', 'awaiting_receipt') and l.reserved > 0)
        or (o.state in ('awaiting_shipment', 'payment_in_progress') and l.reserved <> l.units)
        or (o.state = 'awaiting_payment' and l.reserve_at = 'order' and l.reserved <> l.units)`,
  )
  await none(
    'lines and their shares of the shipping add up to what the order says',
    sql`
      select o.id, o.items_minor, o.shipping_minor, l.items, l.shipping from orders.orders o
      left join (select store_id, order_id, sum(unit_minor * units) as items, sum(shipping_minor) as shipping,
          min(shipping_minor) as least from orders.lines group by 1, 2) l on l.store_id = o.store_id and l.order_id = o.id
      where (l.items, l.shipping) is distinct from (o.items_minor, o.shipping_minor) or l.least < 0`,
  )
  await none(
    'orders add up to their purchase',
    sql`
      select p.id, p.total_minor, o.total from orders.purchases p left join (
        select buyer_id, purchase_id, sum(items_minor + shipping_minor) as total from orders.orders group by 1, 2) o
        on o.buyer_id = p.buyer_id and o.purchase_id = p.id where o.total is distinct from p.total_minor`,
  )
  await none(
    'the buyer’s list says what the order says',
    sql`
      select b.order_id, b.state, o.state as really from orders.buyer_orders b
      full join orders.orders o on o.store_id = b.store_id and o.id = b.order_id
      where (b.state, b.total_minor) is distinct from (o.state, o.items_minor + o.shipping_minor)`,
  )
  await none(
    'an order stands where its last transition put it',
    sql`
      select o.id, o.state, t.became from orders.orders o cross join lateral (select became from orders.transitions t
        where t.store_id = o.store_id and t.order_id = o.id order by t.id desc limit 1) t where t.became <> o.state`,
  )
  await none(
    'every open order has the deadline its state asks for, and no other',
    sql`
      select o.id, o.state, array_agg(d.kind) as kinds from orders.orders o
      left join platform.deadlines d on d.owner = o.store_id and d.subject = o.id and d.fired_at is null
      group by o.store_id, o.id having coalesce(array_agg(d.kind) filter (where d.kind is not null), '{}') is distinct from
        case o.state when 'awaiting_payment' then array['orders.pay_by'] when 'awaiting_shipment' then array['orders.ship_by']
          when 'awaiting_receipt' then array['orders.complete_by'] else array[]::text[] end`,
  )
  await none(
    'no deadline is overdue',
    sql`select kind, due_at, error from platform.deadlines where fired_at is null and due_at < ${db.clock.now().subtract({ seconds: 1 })}`,
  )
  await none('no event is stuck', sql`select name, error from platform.outbox where attempts > 0`)
  await none(
    'cached balances are the sums of the transfers, and what statements show',
    sql`
      select b.store_id, b.account, b.balance_minor, t.sum from ledger.balances b full join (
        select store_id, account, sum(amount) as sum from (
          select store_id, credit as account, amount_minor as amount from ledger.transfers where credit = 'available'
          union all select store_id, debit, -amount_minor from ledger.transfers where debit = 'available') x group by 1, 2) t
        using (store_id, account) where b.balance_minor is distinct from t.sum`,
  )
  await none(
    'payout_due = open payouts less their fees, fees = those of payouts that did not come back',
    sql`
      select s.store_id, l.due, p.due as due_really, l.fees, p.fees as fees_really from sellers.stores s
      cross join lateral (select
          coalesce(sum(amount_minor) filter (where credit = 'payout_due'), 0)
            - coalesce(sum(amount_minor) filter (where debit = 'payout_due'), 0) as due,
          coalesce(sum(amount_minor) filter (where credit = 'fees'), 0)
            - coalesce(sum(amount_minor) filter (where debit = 'fees'), 0) as fees
        from ledger.transfers where store_id = s.store_id) l
      cross join lateral (select
          coalesce(sum(amount_minor - fee_minor) filter (where state in ('requested', 'in_batch', 'sent')), 0) as due,
          coalesce(sum(fee_minor) filter (where state not in ('canceled', 'returned')), 0) as fees
        from payouts.payouts where store_id = s.store_id) p
      where (l.due, l.fees) is distinct from (p.due, p.fees)`,
  )
  await none(
    'what left the bank is what was paid, and no balance is below zero',
    sql`
      select s.store_id, l.paid, p.paid as paid_really from sellers.stores s
      cross join lateral (select coalesce(sum(case when credit = 'bank' then amount_minor else -amount_minor end), 0) as paid
        from ledger.transfers where store_id = s.store_id and 'bank' in (debit, credit)) l
      cross join lateral (select coalesce(sum(amount_minor - fee_minor), 0) as paid
        from payouts.payouts where store_id = s.store_id and state = 'paid') p
      where l.paid <> p.paid
        or exists (select 1 from ledger.balances b where b.store_id = s.store_id and b.balance_minor < 0)`,
  )
  await none(
    'a payout and its batch stand where they say they do',
    sql`
      select p.id, p.state, t.became, b.state as batch from payouts.payouts p
      cross join lateral (select became from payouts.transitions t
        where t.store_id = p.store_id and t.payout_id = p.id order by t.id desc limit 1) t
      left join payouts.batches b on b.id = p.batch_id
      where t.became <> p.state or (p.state = 'in_batch' and b.state not in ('proposed', 'approved'))
        or (p.state in ('sent', 'paid', 'returned') and b.state <> 'sent')`,
  )
  if (provider) await checkProvider(db, provider)
}

/** The provider kept its own account of all money: ours must say the same. */
async function checkProvider(db: Db, provider: SandboxRecord): Promise<void> {
  const account = provider.account()
  const { rows: stores } = await sql<{ store_id: string }>`select store_id from sellers.stores`.execute(db.read)
  let clearing = 0n
  for (const { store_id } of stores) clearing += (await derivedBalances(db.read, store_id)).get('clearing') ?? 0n
  expect(Number(clearing), 'clearing = what the provider captured - what it refunded').toBe(
    account.captured_minor - account.refunded_minor,
  )
  const { rows } = await sql<{ captured: bigint }>`
    select coalesce(sum(amount_minor), 0)::bigint as captured from payments.attempts where state = 'captured'
  `.execute(db.read)
  expect(Number(rows[0]!.captured), 'captured attempts = captured payments').toBe(account.captured_minor)
}
