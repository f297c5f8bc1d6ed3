import { z } from 'zod'
import { type Db, type Reader, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import type { Locale } from '#platform/market.ts'
import type { Tx } from '#platform/tx.ts'

/**
 * A number (or list) that a rule depends on: declared by the module that owns the rule, overridden by effective-dated
 * rows. Rules, texts and help pages read the same value.
 */
export type Policy<T = unknown> = {
  readonly key: string
  readonly schema: z.ZodType<T>
  readonly default: T
  /** What the value counts: 'hours', 'calendar days', 'working days', 'bps', … */
  readonly unit: string
  /** The requirement or law it comes from. */
  readonly source: string
  readonly about: Readonly<Record<Locale, string>>
}

export const policy = <T>(declaration: Policy<T>): Policy<T> => declaration

/** The least and the most a policy's number may be; null when it is no number between two. */
export function rangeOf({ schema }: Policy): { min: number; max: number } | null {
  const { minimum: min, maximum: max } = z.toJSONSchema(schema, { unrepresentable: 'any' })
  return min === undefined || max === undefined ? null : { min, max }
}

export type PolicyReader = <T>(policy: Policy<T>) => T

type Row = { key: string; value: unknown; effective_at: Temporal.Instant }

/** All overrides in memory. Always current: every session check reads the version, and a newer one reloads the book. */
export class PolicyBook {
  #version = -1
  #rows = new Map<string, Row[]>() // per key, latest first

  async load(read: Reader): Promise<void> {
    const [version, rows] = await Promise.all([
      sql<{ version: number }>`select version from platform.versions where name = 'policy'`.execute(read),
      sql<Row>`select key, value, effective_at from platform.policy_values order by effective_at desc, set_at desc`.execute(
        read,
      ),
    ])
    this.#version = version.rows[0]!.version
    this.#rows = Map.groupBy(rows.rows, row => row.key)
  }

  /** Increases with every change of a policy value or of data held by `cached`. */
  get version(): number {
    return this.#version
  }

  /** Reloads when the database is ahead of this process. */
  async reloadIfStale(db: Db, version: number): Promise<void> {
    if (version !== this.#version) await this.load(db.read)
  }

  at(now: Temporal.Instant): PolicyReader {
    return declaration => {
      for (const row of this.#rows.get(declaration.key) ?? []) {
        if (Temporal.Instant.compare(row.effective_at, now) > 0) continue
        // a value that no longer fits (its bounds were narrowed since) is skipped: it must not stop the market
        const parsed = declaration.schema.safeParse(row.value)
        if (parsed.success) return parsed.data
      }
      return declaration.default
    }
  }
}

/** Writes one override, effective from `effectiveAt` on. The caller has checked the value against the schema. */
export async function setPolicy(
  tx: Tx,
  change: { key: string; value: unknown; effectiveAt: Temporal.Instant; userId: string; reason: string },
): Promise<void> {
  await sql`
    insert into platform.policy_values (key, id, value, effective_at, set_by, set_at, reason)
    values (${change.key}, ${newId()}, ${JSON.stringify(change.value)}, ${change.effectiveAt}, ${change.userId}, ${tx.now}, ${change.reason})
  `.execute(tx)
  await invalidateCaches(tx)
}

/**
 * Withdraws an override that has not taken effect yet, with those it replaced from the same instant. Returns the value
 * and the instant it was to hold from; null when it is in effect already or does not exist.
 */
export async function withdrawPolicy(
  tx: Tx,
  key: string,
  id: string,
): Promise<{ value: unknown; effectiveAt: Temporal.Instant } | null> {
  const { rows } = await sql<{ id: string; value: unknown; effectiveAt: Temporal.Instant }>`
    delete from platform.policy_values p using platform.policy_values named
    where named.key = ${key} and named.id = ${id} and named.effective_at > ${tx.now}
      and p.key = named.key and p.effective_at = named.effective_at
    returning p.id, p.value, p.effective_at as "effectiveAt"
  `.execute(tx)
  await invalidateCaches(tx)
  return rows.find(row => row.id === id) ?? null
}

/** Makes every process reload policy values and the data held by `cached` at its next session check. */
export async function invalidateCaches(tx: Tx): Promise<void> {
  await sql`update platform.versions set version = version + 1 where name = 'policy'`.execute(tx)
}
