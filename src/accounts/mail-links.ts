import { hash } from 'node:crypto'
import { accountRefusals } from '#accounts/refusals.ts'
import { wallNow } from '#platform/clock.ts'
import { type Reader, sql } from '#platform/db.ts'
import { newSecret } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(accountRefusals)

type LinkKind = 'recovery' | 'old_address' | 'new_address'

/** Creates a link for this user and makes earlier ones of its kind invalid; returns its secret, to be mailed. */
export async function makeMailLink(tx: Tx, link: { userId: string; kind: LinkKind; minutes: number }): Promise<string> {
  const secret = newSecret()
  const wall = wallNow()
  await sql`delete from accounts.mail_links where user_id = ${link.userId} and kind = ${link.kind}`.execute(tx)
  await sql`
    insert into accounts.mail_links (token_hash, kind, user_id, sent_at, expires_at)
    values (${hashOf(secret)}, ${link.kind}, ${link.userId}, ${wall}, ${wall.add({ minutes: link.minutes })})
  `.execute(tx)
  return secret
}

/** Refuses `account.link_expired` as `redeemMailLink` would now: before work that is only done for a link that is good. */
export async function checkMailLink(reader: Reader, secret: string, kinds: readonly LinkKind[]): Promise<void> {
  const { rows } = await sql`
    select 1 from accounts.mail_links
    where token_hash = ${hashOf(secret)} and kind = any(${kinds}) and expires_at > ${wallNow()}
  `.execute(reader)
  if (!rows[0]) throw refuse('account.link_expired')
}

/** Uses a link. Refuses `account.link_expired`: used, too old, or never sent. */
export async function redeemMailLink(
  tx: Tx,
  secret: string,
  kinds: readonly LinkKind[],
): Promise<{ userId: string; kind: LinkKind }> {
  const { rows } = await sql<{ userId: string; kind: LinkKind }>`
    delete from accounts.mail_links
    where token_hash = ${hashOf(secret)} and kind = any(${kinds}) and expires_at > ${wallNow()}
    returning user_id as "userId", kind
  `.execute(tx)
  if (!rows[0]) throw refuse('account.link_expired')
  return rows[0]
}

/** True when a link of this kind was sent to the user within this many seconds. */
export async function isLinkFresh(tx: Tx, userId: string, kind: LinkKind, seconds: number): Promise<boolean> {
  const { rows } = await sql`
    select 1 from accounts.mail_links
    where user_id = ${userId} and kind = ${kind} and sent_at > ${wallNow().subtract({ seconds })}
  `.execute(tx)
  return rows.length > 0
}

const hashOf = (secret: string): Buffer => hash('sha256', secret, 'buffer')
