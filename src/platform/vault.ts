import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { seam } from '#platform/db.ts'

/**
 * Encrypts secrets that are stored in the database, so that a copy or backup of its tables is not enough to read them.
 */
type Vault = {
  /** `context` is what the secret belongs to; it cannot be opened for another context. */
  seal(text: string, context: string): string
  /** Throws when it was sealed with another key or for another context. */
  open(sealed: string, context: string): string
}
export const vault = seam<Vault>('vault')

/** The key's file in the data folder when no key is configured. */
export const keyFile = 'encryption-key'

const version = 'v1.'
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/** AES-256-GCM. `key` is called at first use. */
export function vaultOf(key: () => Buffer): Vault {
  let known: Buffer | undefined
  const secretKey = () => (known ??= key())
  return {
    seal(text, context) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', secretKey(), nonce).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return version + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed, context) {
      if (!isSealed(sealed)) throw new Error('not sealed')
      const bytes = Buffer.from(sealed.slice(version.length), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', secretKey(), bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      }).setAAD(Buffer.from(context))
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
      return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}

export const isSealed = (text: string): boolean => text.startsWith(version)

/** The key in a file, created at first use and readable by its owner only. */
export function keyInFile(path: string): Buffer {
  mkdirSync(dirname(path), { recursive: true })
  try {
    writeFileSync(path, `${randomBytes(keyBytes).toString('base64')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error // created by another process or an earlier start
  }
  return keyOf(readFileSync(path, 'utf8'))
}

/** A key as text: 32 bytes in base64. */
export function keyOf(text: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== keyBytes) throw new Error(`an encryption key has ${keyBytes} bytes in base64, not ${key.length}`)
  return key
}
