import { moneyText, timeText } from '#notifications/compose.ts'
import { ownersOf, type Recipient } from '#notifications/facts.ts'
import { links } from '#notifications/links.ts'
import { texts } from '#notifications/texts.ts'
import type { PayoutEvent, payoutEvents } from '#payouts/events.ts'
import { maskedAccount } from '#payouts/index.ts'
import type { ReturnReason } from '#payouts/states.ts'
import { sql } from '#platform/db.ts'
import { queueMail } from '#platform/mail.ts'
import type { Message } from '#platform/mail-body.ts'
import type { Event, Reaction } from '#platform/outbox.ts'
import type { Tx } from '#platform/tx.ts'

/** So that an account set by a stranger is noticed before it is paid. */
export const mailAccountChanged: Reaction<(typeof payoutEvents)['bank_account.changed']> = async (tx, event) => {
  const { store_id, account_id } = event.body
  const { rows } = await sql<{
    store: string
    timeZone: string
    country: string | null
    iban: string | null
    account_number: string | null
    holder: string
    usableAt: Temporal.Instant
  }>`
    select s.name as store, s.time_zone as "timeZone", a.country, a.iban, a.account_number, a.holder,
      a.usable_at as "usableAt"
    from payouts.bank_accounts a join sellers.stores s on s.store_id = a.store_id
    where a.store_id = ${store_id} and a.id = ${account_id}
  `.execute(tx)
  const { store, timeZone, holder, usableAt, ...account } = rows[0]!
  await toOwners(tx, event, ({ locale }) => {
    const t = texts[locale].account_changed
    return {
      locale,
      to: 'store',
      subject: t.subject(store),
      paragraphs: [t.text(maskedAccount(account), holder, timeText(locale, usableAt, timeZone)), t.notYou],
      link: { label: t.link, url: links.balance(tx, event.body.store_id) },
    }
  })
}

export const mailPayoutPaid: Reaction<PayoutEvent> = async (tx, event) => {
  const { number, amountMinor, feeMinor, currency, account } = await payoutFacts(tx, event)
  await toOwners(tx, event, ({ locale }) => {
    const t = texts[locale].payout_paid
    const net = moneyText(locale, amountMinor - feeMinor, currency)
    return {
      locale,
      to: 'store',
      subject: t.subject(net),
      paragraphs: [t.text(number, net, account)],
      link: { label: t.link, url: links.balance(tx, event.body.store_id) },
    }
  })
}

export const mailPayoutReturned: Reaction<PayoutEvent> = async (tx, event) => {
  const { number, amountMinor, currency, account, reason } = await payoutFacts(tx, event)
  await toOwners(tx, event, ({ locale }) => {
    const t = texts[locale].payout_returned
    return {
      locale,
      to: 'store',
      subject: t.subject(number),
      paragraphs: [t.text(moneyText(locale, amountMinor, currency), account), t.reasons[reason!], t.next],
      link: { label: t.link, url: links.balance(tx, event.body.store_id) },
    }
  })
}

type PayoutFacts = {
  number: string
  amountMinor: bigint
  feeMinor: bigint
  currency: string
  /** Masked. */
  account: string
  reason: ReturnReason | null
}

async function payoutFacts(tx: Tx, event: Event<PayoutEvent>): Promise<PayoutFacts> {
  const { store_id, payout_id } = event.body
  const { rows } = await sql<
    Omit<PayoutFacts, 'account'> & { country: string | null; iban: string | null; account_number: string | null }
  >`
    select p.number, p.amount_minor as "amountMinor", p.fee_minor as "feeMinor", p.currency, a.country, a.iban,
      a.account_number, p.return_reason as reason
    from payouts.payouts p join payouts.bank_accounts a on a.store_id = p.store_id and a.id = p.bank_account_id
    where p.store_id = ${store_id} and p.id = ${payout_id}
  `.execute(tx)
  const facts = rows[0]!
  return { ...facts, account: maskedAccount(facts) }
}

async function toOwners(
  tx: Tx,
  event: Pick<Event, 'owner' | 'subject' | 'name'>,
  say: (to: Recipient) => Message,
): Promise<void> {
  for (const owner of await ownersOf(tx, event.owner))
    queueMail(
      tx,
      { owner: event.owner, to: owner.email, topic: `${event.name} ${event.subject} ${owner.userId}` },
      say(owner),
    )
}
