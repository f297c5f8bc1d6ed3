import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keyInFile, keyOf, vaultOf } from '#platform/vault.ts'

test('a sealed secret opens only with its key and for its context', () => {
  const [ours, other] = [vaultOf(() => Buffer.alloc(32, 1)), vaultOf(() => Buffer.alloc(32, 2))]
  const sealed = ours.seal('JBSWY3DPEHPK3PXP', 'one')
  expect(sealed).not.toContain('JBSWY3DPEHPK3PXP')
  expect(ours.seal('JBSWY3DPEHPK3PXP', 'one')).not.toBe(sealed)
  expect(ours.open(sealed, 'one')).toBe('JBSWY3DPEHPK3PXP')
  expect(() => other.open(sealed, 'one')).toThrow()
  expect(() => ours.open(sealed, 'two')).toThrow()
  expect(() => ours.open(`${sealed.slice(0, -2)}AA`, 'one')).toThrow()
  expect(() => ours.open('JBSWY3DPEHPK3PXP', 'one')).toThrow('not sealed')
})

test('the key in a file is made once, and read by its user only', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fondaco-key-'))
  try {
    const path = join(folder, 'data', 'key')
    const key = keyInFile(path)
    expect(keyInFile(path).equals(key)).toBe(true)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  } finally {
    await rm(folder, { recursive: true })
  }
  expect(() => keyOf('short')).toThrow('32 bytes')
})
