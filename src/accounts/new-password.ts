import { hashPassword } from '#accounts/password.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import { refuser } from '#platform/refusal.ts'

const refuse = refuser(accountRefusals)

/** Shorter passwords are refused by the schema. */
const minLength = 10

/** With fewer different characters a password is one repeated key, or a few in turn. */
const minDifferent = 5

/**
 * Hashes a new password, after what costs less was checked: 56 ms of a processor are not spent on whoever asks. Refuses as
 * `checkNewPassword`.
 */
export async function hashNewPassword(password: string, email: string | null = null): Promise<string> {
  await checkNewPassword(password, email)
  return hashPassword(password)
}

/**
 * Refuses `account.password_common`: the most common passwords (OWASP ASVS 6.2.4), in upper or lower case, and the
 * user's own address.
 */
export async function checkNewPassword(password: string, email: string | null = null): Promise<void> {
  const plain = password.toLowerCase()
  const own = email?.toLowerCase()
  if (new Set(plain).size < minDifferent || plain === own || plain === own?.split('@')[0])
    throw refuse('account.password_common')
  if ((await (common ??= readCommon())).has(plain)) throw refuse('account.password_common')
}

let common: Promise<ReadonlySet<string>> | undefined

/** Read at first use: of the list's 49,000 words, 1,500 are long enough to be chosen here. */
async function readCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  const words = dictionary['passwords-common'] as readonly string[]
  return new Set(words.filter(word => word.length >= minLength).map(word => word.toLowerCase()))
}
