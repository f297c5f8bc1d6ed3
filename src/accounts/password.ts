import { argon2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { newNonce } from '#platform/ids.ts'

const derive = promisify(argon2)

/** OWASP's first choice for argon2id: 19 MiB, 2 passes, 1 lane (56 ms here). */
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
const tagLength = 32

/** `argon2id$memory$passes$parallelism$nonce$tag`, the last two in base64url. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = newNonce(16)
  const tag = await derive('argon2id', { message: password, nonce, tagLength, ...cost })
  return [
    'argon2id',
    cost.memory,
    cost.passes,
    cost.parallelism,
    nonce.toString('base64url'),
    tag.toString('base64url'),
  ].join('$')
}

/**
 * False for a wrong password and, after the same amount of work, when there is none, so that the time taken does not
 * reveal who has an account.
 */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, memory, passes, parallelism, nonce, tag] = (stored ?? (await decoy)).split('$')
  const derived = await derive('argon2id', {
    message: password,
    nonce: Buffer.from(nonce!, 'base64url'),
    tagLength,
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  })
  return timingSafeEqual(derived, Buffer.from(tag!, 'base64url')) && stored !== null
}

const decoy = Promise.resolve(
  [
    'argon2id',
    cost.memory,
    cost.passes,
    cost.parallelism,
    Buffer.alloc(16).toString('base64url'),
    Buffer.alloc(tagLength).toString('base64url'),
  ].join('$'),
)
