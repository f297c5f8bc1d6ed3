import { hash, randomBytes, randomFillSync, randomInt } from 'node:crypto'

let lastMs = 0
let count = 0
/** Fetching random bytes costs the same for eight and for a thousand. */
const random = Buffer.alloc(1_024)
let used = random.length

/**
 * A new identity for a row: uuid v7, ascending within this process even inside one millisecond (12-bit counter where
 * node:crypto puts random bits), so that rows of one owner, and events of one subject, lie in the order they were made.
 */
export function newId(): string {
  const ms = Date.now()
  if (ms > lastMs) {
    lastMs = ms
    count = 0
  } else if (++count === 4_096) {
    lastMs++
    count = 0
  }
  const time = lastMs.toString(16).padStart(12, '0')
  if (used === random.length) {
    randomFillSync(random)
    used = 0
  }
  random[used] = (random[used]! & 0x3f) | 0x80
  const rest = random.toString('hex', used, used + 8)
  used += 8
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.toString(16).padStart(3, '0')}-${rest.slice(0, 4)}-${rest.slice(4)}`
}

/** The lowest id that `newId` can have made at or after an instant: rows made since are found by their key. */
export function firstIdAt(at: Temporal.Instant): string {
  const time = Math.max(0, at.epochMilliseconds).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}

/**
 * The same uuid for the same text: for things with a name but without a row of their own (an e-mail address without a
 * user, a category).
 */
export function idFrom(text: string): string {
  const hex = hash('sha256', text)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** 32 random bytes, url-safe: session tokens and everything else that must not be guessed. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** A code of `count` random digits, for people to type. */
export const newDigits = (count: number): string => String(randomInt(10 ** count)).padStart(count, '0')

/** Random bytes for a hash or a cipher: salts and nonces. */
export const newNonce = (bytes: number): Buffer => randomBytes(bytes)

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const base = 62
const width = 22 // digits of base 62 that 16 bytes need
/**
 * Digits converted at once in plain numbers: 62^8 is below 2^53. Digit by digit in big integers takes four times as
 * long.
 */
const chunk = 8
const chunkBase = BigInt(base ** chunk)

/** Prefixes of public ids; a prefix names the kind of thing. */
export type Prefix =
  | 'adr'
  | 'app'
  | 'pur'
  | 'ord'
  | 'shp'
  | 'prd'
  | 'drq'
  | 'var'
  | 'ses'
  | 'sto'
  | 'usr'
  | 'tpl'
  | 'pay'
  | 'jrn'
  | 'pyo'
  | 'bat'
  | 'mail'
  | 'fil'
  | 'cart'
  | 'doc'
  | 'inv'
  | 'syn'
  | 'pol'
  | 'rat'
  | 'job'

/**
 * The public form of an id: `ord_` and 22 digits for each uuid. Ids of things that belong to an owner contain the
 * owner's id first (`publicId('ord', storeId, orderId)`), so that the owner need not be looked up.
 */
export const publicId = (prefix: Prefix, ...uuids: readonly string[]): string =>
  `${prefix}_${uuids.map(encode).join('')}`

/** The uuids inside a public id, or null when it is not one of that prefix with that many parts. */
export function parsePublicId(prefix: Prefix, parts: number, text: string): string[] | null {
  if (!text.startsWith(`${prefix}_`)) return null
  const digits = text.slice(prefix.length + 1)
  if (digits.length !== parts * width) return null
  const uuids: string[] = []
  for (let i = 0; i < parts; i++) {
    const uuid = decode(digits.slice(i * width, (i + 1) * width))
    if (!uuid) return null
    uuids.push(uuid)
  }
  return uuids
}

function encode(uuid: string): string {
  let rest = BigInt(`0x${uuid.replaceAll('-', '')}`)
  let digits = ''
  while (digits.length < width) {
    let part = Number(rest % chunkBase)
    rest /= chunkBase
    for (let i = 0; i < chunk && digits.length < width; i++) {
      digits = alphabet[part % base] + digits
      part = Math.floor(part / base)
    }
  }
  return digits
}

function decode(digits: string): string | null {
  let n = 0n
  for (const digit of digits) {
    const value = alphabet.indexOf(digit)
    if (value < 0) return null
    n = n * BigInt(base) + BigInt(value)
  }
  const hex = n.toString(16).padStart(32, '0')
  if (hex.length > 32) return null
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * A number that people can read out on the phone: eight Crockford digits (40 random bits of the uuid's tail), e.g.
 * `7K2M-93QX`.
 */
export function humanOrderNumber(uuid: string): string {
  let n = BigInt(`0x${uuid.replaceAll('-', '').slice(-10)}`)
  let digits = ''
  for (let i = 0; i < 8; i++) {
    digits = crockford[Number(n & 31n)] + digits
    n >>= 5n
  }
  return `${digits.slice(0, 4)}-${digits.slice(4)}`
}
