import { hashPassword } from '#accounts/password.ts'
import { accountRefusals } from '#accounts/refusals.ts'
import { refuser } from '#platform/refusal.ts'

const refuse = refuser(accountRefusals)

/** What is shorter never comes this far. */
const minLength = 10

/** Fewer different characters are one that is held down, or a few that take turns. */
const minDifferent = 5

/**
 * The hash of a password that somebody chose. Refuses `account.password_common`: what is tried first everywhere (OWASP
 * ASVS 6.2.4), in any case of letters, and one's own address.
 */
export async function hashNewPassword(password: string, email: string | null = null): Promise<string> {
  const plain = password.toLowerCase()
  const own = email?.toLowerCase()
  if (new Set(plain).size < minDifferent || plain === own || plain === own?.split('@')[0])
    throw refuse('account.password_common')
  if ((await (common ??= readCommon())).has(plain)) throw refuse('account.password_common')
  return hashPassword(password)
}

let common: Promise<ReadonlySet<string>> | undefined

/** At first use: the list has 49,000 words, of which 1,500 are long enough to be chosen here. */
async function readCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  const words = dictionary['passwords-common'] as readonly string[]
  return new Set(words.filter(word => word.length >= minLength).map(word => word.toLowerCase()))
}
