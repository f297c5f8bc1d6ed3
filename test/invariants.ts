import { expect } from 'vitest'
import { derivedBalances, heldMoney } from '#ledger/index.ts'
import type { SandboxRecord } from '#payments/providers/sandbox-record.ts'
import { type Db, sql } from '#platform/db.ts'

/**
 * What must hold at every instant, whatever happened before; checked in the rows, not in the code that wrote them.
 * (Debits equal credits by construction, so that is not checked.)
 */
export async function checkInvariants(db: Db, provider: SandboxRecord | null): Promise<void> {
  const none = async (what: string, query: ReturnType<typeof sql<Record<string, unknown>>>) => {
    const found = await query.execute(db.read).catch(error => {
      // a cluster compares no rows of different owners
      if (db.distributed && error.code === '0A000') return { rows: [] }
      throw error
    })
    expect(found.rows, what).toEqual([])
  }

  await none(
    'escrow of an order = captured - refunded - released - charges, and what its state says',
    sql`
      with moved as (
        select j.store_id, j.order_id,
          coalesce(sum(t.amount_minor) filter (where t.credit = 'escrow'), 0) as captured,
          coalesce(sum(t.amount_minor) filter (where t.debit = 'escrow'), 0) as spent,
          coalesce(sum(t.amount_minor) filter (where t.credit = 'refund_due'), 0) as refunded
        from ledger.journals j join ledger.transfers t on t.store_id = j.store_id and t.journal_id = j.id
        where j.order_id is not null group by 1, 2)
      select o.id, o.state, o.closed_cause, m.*, f.amount from orders.orders o
      left join moved m on m.store_id = o.store_id and m.order_id = o.id
      cross join lateral (select coalesce(sum(f.goods_minor + f.shipping_minor), 0) as amount from orders.refund_lines f
        where f.store_id = o.store_id and f.order_id = o.id) f
      where coalesce(m.captured - m.spent, 0) <> case when o.state in ('awaiting_shipment', 'awaiting_receipt')
          then o.items_minor + o.shipping_minor - f.amount else 0 end
        or m.refunded > m.captured
        or (o.state = 'completed' and m.captured < o.items_minor + o.shipping_minor)`,
  )
  await none(
    'commission of an order = what its lines say of what the buyer keeps, once it is completed',
    sql`
      with charged as (
        select j.store_id, j.order_id,
          sum(case when t.credit = 'commission' then t.amount_minor else -t.amount_minor end) as commission
        from ledger.journals j join ledger.transfers t on t.store_id = j.store_id and t.journal_id = j.id
        where 'commission' in (t.debit, t.credit) group by 1, 2
      ), owed as (
        select l.store_id, l.order_id, sum(((${payable('l')} - f.goods) * l.commission_bps + 5000) / 10000) as commission
        from orders.lines l cross join lateral (select coalesce(sum(f.goods_minor), 0)::bigint as goods
          from orders.refund_lines f where f.store_id = l.store_id and f.order_id = l.order_id and f.n = l.n) f group by 1, 2)
      select o.id, o.state, c.commission, w.commission as owed from orders.orders o
      join owed w on w.store_id = o.store_id and w.order_id = o.id
      left join charged c on c.store_id = o.store_id and c.order_id = o.id
      where coalesce(c.commission, 0) <> case when o.state = 'completed' then w.commission else 0 end`,
  )
  await none(
    'refunds are what the ledger set aside for them, and what their lines add up to',
    sql`
      select r.id, r.amount_minor, t.amount, f.amount as of_lines from payments.refunds r
      cross join lateral (select sum(t.amount_minor) as amount from ledger.journals j
        join ledger.transfers t on t.store_id = j.store_id and t.journal_id = j.id and t.credit = 'refund_due'
        where j.store_id = r.store_id and j.subject = r.id and j.kind = 'refund.ordered') t
      cross join lateral (select sum(f.goods_minor + f.shipping_minor) as amount from orders.refund_lines f
        where f.store_id = r.store_id and f.refund_id = r.id) f
      where r.amount_minor <> t.amount or f.amount is distinct from case r.reason when 'paid_too_late' then null else r.amount_minor end`,
  )
  await none(
    'nobody gets more units or money back than a line has',
    sql`
      select l.order_id, l.n from orders.lines l join orders.refund_lines f
        on f.store_id = l.store_id and f.order_id = l.order_id and f.n = l.n
      group by l.store_id, l.order_id, l.n having sum(f.units) > l.units
        or sum(f.goods_minor) > ${payable('l')} or sum(f.shipping_minor) > l.shipping_minor`,
  )
  await none(
    'a store that owes has nothing available, nor while a claim lacks money; frozen is at most what is claimed',
    sql`
      select b.store_id, b.balance_minor from ledger.balances b where b.account = 'available' and b.balance_minor > 0
        and (exists (select 1 from ledger.balances r
            where r.store_id = b.store_id and r.account = 'receivable' and r.balance_minor > 0)
          or exists (select 1 from ledger.freezes f left join ledger.order_balances o on o.store_id = f.store_id
              and o.order_id = f.order_id and o.account = 'frozen'
            where f.store_id = b.store_id and f.wanted_minor > coalesce(o.balance_minor, 0)))
      union all
      select o.store_id, o.balance_minor from ledger.order_balances o left join ledger.freezes f
        on f.store_id = o.store_id and f.order_id = o.order_id
      where o.account = 'frozen' and o.balance_minor > coalesce(f.wanted_minor, 0)`,
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
      left join (select store_id, order_id, sum(${payable('i')}) as items, sum(shipping_minor) as shipping,
          min(shipping_minor) as least from orders.lines i group by 1, 2) l on l.store_id = o.store_id and l.order_id = o.id
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
    'the buyer’s list has each order',
    sql`
      select b.order_id, o.id from orders.buyer_orders b
      full join orders.orders o on o.store_id = b.store_id and o.id = b.order_id and o.buyer_id = b.buyer_id
      where (b.order_id is null or o.id is null) and not exists (
        select from orders.purchases p where p.id = b.purchase_id and p.claimed_by = b.buyer_id)`,
  )
  await none(
    'an order stands where its last transition put it',
    sql`
      select o.id, o.state, t.became from orders.orders o cross join lateral (select became from platform.transitions t
        where t.owner = o.store_id and t.subject = o.id order by t.id desc limit 1) t where t.became <> o.state`,
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
    'cached balances are the sums of the transfers',
    sql`
      with derived as (
        select t.store_id, a.account, case when a.account in ('escrow', 'frozen') then j.order_id end as order_id,
          sum(case when a.account = 'receivable' then -a.credited else a.credited end) as sum
        from ledger.transfers t join ledger.journals j on j.store_id = t.store_id and j.id = t.journal_id
        cross join lateral (values (t.debit, -t.amount_minor), (t.credit, t.amount_minor)) a(account, credited)
        where a.account in ('available', 'receivable', 'escrow', 'frozen') group by 1, 2, 3
      ), cached as (
        select store_id, account, null::uuid as order_id, balance_minor from ledger.balances
        union all select store_id, account, order_id, balance_minor from ledger.order_balances)
      select store_id, account, order_id, sum(balance) as difference from (
        select store_id, account, order_id, sum as balance from derived
        union all select store_id, account, order_id, -balance_minor from cached) b
      group by 1, 2, 3 having sum(balance) <> 0`,
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
    'what left the bank is what was paid',
    sql`
      select s.store_id, l.paid, p.paid as paid_really from sellers.stores s
      cross join lateral (select coalesce(sum(case when credit = 'bank' then amount_minor else -amount_minor end), 0) as paid
        from ledger.transfers where store_id = s.store_id and 'bank' in (debit, credit)) l
      cross join lateral (select coalesce(sum(amount_minor - fee_minor), 0) as paid
        from payouts.payouts where store_id = s.store_id and state = 'paid') p
      where l.paid <> p.paid`,
  )
  await none(
    'a payout and its batch stand where they say they do',
    sql`
      select p.id, p.state, t.became, b.state as batch from payouts.payouts p
      cross join lateral (select became from platform.transitions t
        where t.owner = p.store_id and t.subject = p.id order by t.id desc limit 1) t
      left join payouts.batches b on b.id = p.batch_id
      where t.became <> p.state or (p.state = 'in_batch' and b.state not in ('proposed', 'approved'))
        or (p.state in ('sent', 'paid', 'returned') and b.state <> 'sent')`,
  )
  await none(
    'a product stands where its last transition put it; one that is taken down is off sale, one on sale lacks nothing',
    sql`
      select p.id, p.state, t.became, d.reason from catalog.products p
      cross join lateral (select became from platform.transitions t where t.machine = 'product'
        and t.owner = p.store_id and t.subject = p.id order by t.id desc limit 1) t
      left join catalog.takedowns d on d.store_id = p.store_id and d.product_id = p.id and d.reinstated_at is null
      where t.became <> p.state or (p.state = 'online' and (d.id is not null or p.title = '' or p.description_text = ''
        or p.category is null or p.template_id is null or p.pictures = '{}' or p.variant_count = 0
        or not exists (select from sellers.stores s where s.store_id = p.store_id and s.approved_at is not null)
        or exists (select from catalog.variants v where v.store_id = p.store_id and v.product_id = p.id
          and v.removed_at is null and (v.sku is null or v.price_minor is null))))`,
  )
  await none(
    'a product says how many variants it has and their lowest price',
    sql`
      select p.id, p.price_from_minor, p.variant_count, v.* from catalog.products p
      cross join lateral (select min(v.price_minor) as price, count(*) as variants from catalog.variants v
        where v.store_id = p.store_id and v.product_id = p.id and v.removed_at is null) v
      where (p.price_from_minor, p.variant_count) is distinct from (v.price, v.variants)`,
  )
  await none(
    'a variant has the price that its last change says, and each change continues the one before',
    sql`
      select v.id, v.price_minor, c.new_minor from catalog.variants v
      left join lateral (select c.new_minor from catalog.price_changes c
        where c.store_id = v.store_id and c.variant_id = v.id and c.country is null order by c.at desc, c.id desc limit 1) c on true
      where v.removed_at is null and v.price_minor is distinct from c.new_minor
      union all
      select c.variant_id, c.old_minor, c.before from (select variant_id, old_minor, lag(new_minor) over (
        partition by store_id, variant_id, country order by at, id) as before from catalog.price_changes) c
      where c.old_minor is distinct from c.before`,
  )
  await none(
    'what can be found is what is on sale, except for what waits to be indexed',
    sql`
      select p.id, p.state, p.price_from_minor, d.price_minor from catalog.products p
      full join search.documents d on d.store_id = p.store_id and d.product_id = p.id
      where ((p.state is not distinct from 'online') <> (d.product_id is not null) or d.price_minor <> p.price_from_minor)
        and not exists (select from platform.outbox e where e.owner = p.store_id and e.subject = p.id)
        and not exists (select from search.stale s where s.store_id = p.store_id and s.product_id = p.id)`,
  )
  await none(
    'an application stands where its last transition put it, with objections only where it was sent back',
    sql`
      select a.store_id, a.state, t.became from sellers.applications a
      cross join lateral (select became from platform.transitions t where t.machine = 'application'
        and t.owner = a.store_id and t.subject = a.store_id order by t.id desc limit 1) t
      left join sellers.stores s on s.store_id = a.store_id
      where t.became <> a.state or (a.state = 'approved') <> (s.approved_at is not null)
        or (a.reasons <> '{}' or a.note <> '') <> (a.state in ('rejected', 'changes_requested'))
        or (a.state <> 'draft' and a.submitted_at is null)`,
  )
  if (provider) await Promise.all([checkProvider(db, provider), checkHeldMoney(db)])
}

/** What the process caches of held money, and adds to it, is what the orders hold. */
async function checkHeldMoney(db: Db): Promise<void> {
  const { rows: held } = await sql<{ store_id: string; escrow: bigint; orders: number; frozen: bigint }>`
    select s.store_id, coalesce(sum(b.balance_minor) filter (where account = 'escrow'), 0)::bigint as escrow,
      count(*) filter (where account = 'escrow' and balance_minor > 0)::int as orders,
      coalesce(sum(b.balance_minor) filter (where account = 'frozen'), 0)::bigint as frozen
    from sellers.stores s left join ledger.order_balances b on b.store_id = s.store_id group by 1
  `.execute(db.read)
  for (const { store_id, escrow, orders, frozen } of held) {
    const shown = await heldMoney(db, store_id)
    expect(
      [shown.escrow.sum, shown.escrow.orders, shown.frozen.sum],
      'what a store is shown as held = the balances of its orders',
    ).toEqual([escrow, orders, frozen])
  }
}

/** The provider keeps its own record of all money: ours must agree. */
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

/** SQL: what a buyer pays for the goods of a line of `orders.lines`. */
const payable = (line: string) =>
  sql.raw(`(${line}.unit_minor * ${line}.units - (select coalesce(sum((d ->> 'amount_minor')::bigint), 0)
    from jsonb_array_elements(${line}.discounts) d))::bigint`)
