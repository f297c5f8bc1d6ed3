import { z } from 'zod'
import { type Prefix, parsePublicId, publicId } from '#platform/ids.ts'
import { marketCurrency } from '#platform/market.ts'
import { refuseRequest } from '#platform/refusal.ts'

/**
 * Marks an input as a secret (a password, a code, the secret of a mailed link), in OpenAPI as well. Secrets are left
 * out when two calls with one idempotency key are compared: the stored fingerprint of a call is a fast hash, from which
 * a password could be guessed.
 */
export const secret = <T extends z.ZodType>(schema: T): T => schema.meta({ format: 'password', writeOnly: true }) as T

/** Whether an input is a secret, also when it is optional or wrapped. */
function isSecret(schema: z.core.$ZodType): boolean {
  if (z.globalRegistry.get(schema)?.writeOnly) return true
  const { innerType, in: before } = schema._zod.def as { innerType?: z.core.$ZodType; in?: z.core.$ZodType }
  const inner = innerType ?? before
  return inner ? isSecret(inner) : false
}

const secretNames = new WeakMap<z.ZodObject, readonly string[]>()

/** The names of an input's secrets. */
export function secretsOf(input: z.ZodObject): readonly string[] {
  let names = secretNames.get(input)
  if (!names) {
    names = Object.keys(input.shape).filter(name => isSecret(input.shape[name]!))
    secretNames.set(input, names)
  }
  return names
}

/** The input of a caller without its secrets. */
export function withoutSecrets(input: z.ZodObject, raw: unknown): unknown {
  const names = secretsOf(input)
  if (names.length === 0 || typeof raw !== 'object' || raw === null) return raw
  return Object.fromEntries(Object.entries(raw).filter(([name]) => !names.includes(name)))
}

/** Money in JSON: a JSON number is exact up to 90 trillion euros in cents. */
export const MoneySchema = z.object({ amount_minor: z.int(), currency: z.string() }).meta({ id: 'Money' })
export type MoneyJson = z.infer<typeof MoneySchema>

export const money = (amountMinor: bigint | number, currency: string = marketCurrency): MoneyJson => ({
  amount_minor: Number(amountMinor),
  currency,
})

/** An instant in JSON: ISO 8601 in UTC. */
export const InstantSchema = z.string().meta({ format: 'date-time' })

/** RFC 3339 has years of four digits; an instant outside them becomes the first or last possible one. */
export function instant(at: Temporal.Instant): string {
  const text = at.round('millisecond').toString()
  return text.startsWith('+') ? '9999-12-31T23:59:59.999Z' : text.startsWith('-') ? '0000-01-01T00:00:00Z' : text
}
export const instantOrNull = (at: Temporal.Instant | null): string | null => (at ? instant(at) : null)

/**
 * One of these values, as output. A newer release, running beside this one or before it, may have stored another: it is
 * passed on as it is, because a list must not fail for one row. Pages have no text for it and show the value itself; no
 * button is offered (`may`), no transition moves it (`move`), and the worker leaves events and deadlines it does not
 * know. The type is that of the known values: what looks one up must have a default.
 */
export const oneOf = <const T extends readonly string[]>(values: T) =>
  z.string().meta({ 'x-extensible-enum': [...values] }) as unknown as z.ZodType<T[number], T[number]>

/** No rule of the market needs an earlier date, or one after this century. */
const earliest = '2000-01-01'
const latest = '2100-01-01'
const bounds = `between ${earliest} and ${latest}`

/** A language as input: ISO 639-1. Texts that are not in it are given in English. */
export const LocaleInput = z
  .string()
  .regex(/^[a-z]{2}$/)
  .default('en')

/** A country: ISO 3166-1 alpha-2. */
export const CountryInput = z.string().regex(/^[A-Z]{2}$/)

/**
 * An instant as input: in this century, with at most nine fractional digits. The output is in UTC: safe for
 * `Temporal.Instant.from` and for PostgreSQL, which knows no offset of 16 hours or more.
 */
export const InstantInput = z.iso.datetime({ offset: true }).refine(isInstantOfThisCentury, bounds).transform(inUtc)

/** A filter of lists, for programs that keep a copy: what was changed at or after this instant. */
export const UpdatedSince = InstantInput.optional()

/** A calendar day as input, in this century. */
export const DayInput = z.iso.date().refine(day => day >= earliest && day < latest, bounds)

/** A date of birth as input. */
export const BirthDayInput = z.iso.date().refine(day => day > '1900' && day < latest)

const earliestInstant = Temporal.Instant.from(`${earliest}T00:00Z`)
const latestInstant = Temporal.Instant.from(`${latest}T00:00Z`)

function isInstantOfThisCentury(text: string): boolean {
  const at = instantOf(text)
  return (
    at !== null && Temporal.Instant.compare(at, earliestInstant) >= 0 && Temporal.Instant.compare(at, latestInstant) < 0
  )
}

/** ISO 8601 allows what Temporal does not read (a tenth digit of a second) and PostgreSQL does not keep (a year of five digits, or 0). */
function instantOf(text: string): Temporal.Instant | null {
  try {
    const at = text >= '0002' ? Temporal.Instant.from(text) : null
    return at && /^\d/.test(at.toString()) ? at : null
  } catch {
    return null
  }
}

/** What `instantOf` reads, as both know it. */
function inUtc(text: string): string {
  return instantOf(text)!.toString()
}

/**
 * The path where an input holds text that PostgreSQL cannot store (U+0000, or half of a surrogate pair, which JSON lets
 * through), or is nested too deeply, such as `items.0.name`; null: nowhere. Checked here for all text, stored as `text`
 * or in `jsonb`.
 */
export function unstorableAt(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : ''
  if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) return null
  if (depth === deepestInput) return ''
  for (const [name, inner] of Object.entries(value)) {
    if (!isStorable(name)) return ''
    const found = unstorableAt(inner, depth + 1)
    if (found !== null) return found ? `${name}.${found}` : name
  }
  return null
}

const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

/** The deepest of today's schemas has six levels. */
const deepestInput = 32

const idOfExamples = '0190a4c8-7d1e-7c3a-9f00-5b8e2d6a1f47'

/** A public id as input; the output is the uuids inside it. `parts` is 2 for store-owned things (store, thing). */
export const idInput = (prefix: Prefix, parts: 1 | 2 = 2) =>
  z
    .string()
    .max(80)
    .meta({ examples: [publicId(prefix, ...Array(parts).fill(idOfExamples))] })
    .transform((text, context): string[] => {
      const uuids = parsePublicId(prefix, parts, text)
      if (uuids) return uuids
      context.addIssue({ code: 'custom', message: `not an id of the form ${prefix}_…` })
      return z.NEVER
    })

/** Which schemas are ids of a store's things: a command that takes one from a member says whose it must be (`owns`). */
export const storeOwnedIds = z.registry<{ prefix: Prefix }>()

/** The id of a thing of a store as input; the output is `{ storeId, id }`. */
export const storeOwned = (prefix: Prefix) =>
  idInput(prefix)
    .transform(([storeId, id]) => ({ storeId: storeId!, id: id! }))
    .register(storeOwnedIds, { prefix })

/** An id with one uuid as input. */
export const single = (prefix: Prefix) => idInput(prefix, 1).transform(([id]) => id!)

/** A page of a list: `after` is the opaque cursor of the page before. */
export const pageInput = {
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
}

export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })

/** Cursors hold the sort values of the last row; opaque, so that their content may change. */
export const cursorOf = (...values: readonly string[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

const cursorParts = {
  instant: z.iso
    .datetime({ offset: true })
    .refine(text => instantOf(text) !== null)
    .transform(inUtc),
  uuid: z.uuid(),
  phase: z.string().regex(/^[0-5]$/),
  key: z.string().regex(/^[a-z0-9-]{1,80}$/),
  whole: z.string().regex(/^-?\d{1,18}$/),
  words: z.string().regex(/^[\p{L}\p{N} ]{1,100}$/u),
} as const

export type CursorPart = keyof typeof cursorParts

/**
 * The values of a cursor, if it is one of ours with these parts; refuses `request.invalid` otherwise. Null when there
 * is none.
 */
export function fromCursor(cursor: string | undefined, ...parts: readonly CursorPart[]): string[] | null {
  if (!cursor) return null
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(values) && values.length === parts.length)
      return values.map((value, n) => cursorParts[parts[n]!].parse(value))
  } catch {}
  throw refuseRequest('request.invalid', { issues: [{ path: 'after', message: 'not a cursor of this list' }] })
}

/** The answer of a write that returns nothing else. */
export const OkSchema = z.object({ done: z.literal(true) })
export const ok = { done: true as const }
