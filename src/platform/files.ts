import { chmodSync, existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { seam } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'

/** Where bytes lie. Paths are ours (`owner/id`), never a user's. */
export type FileStore = {
  read(path: string): Promise<Buffer | null>
  write(path: string, bytes: Buffer): Promise<void>
  /** What is not there is removed already. */
  remove(path: string): Promise<void>
}
export const fileStore = seam<FileStore>('file store')

/**
 * Files in a folder of this machine, which its user alone can read: identity documents are among them. A write is
 * complete or absent: it goes beside, then is renamed.
 */
export function folderStore(root: string): FileStore {
  if (existsSync(root)) chmodSync(root, 0o700) // an older release made it for everybody
  const full = (path: string): string => join(root, checkPath(path))
  return {
    async read(path) {
      return readFile(full(path)).catch(error => {
        if (error.code === 'ENOENT') return null
        throw error
      })
    },
    async write(path, bytes) {
      const target = full(path)
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      const beside = `${target}.${newId()}`
      await writeFile(beside, bytes, { mode: 0o600 })
      await rename(beside, target)
    },
    async remove(path) {
      await rm(full(path), { force: true })
    },
  }
}

/** The path, when it is one of ours; throws otherwise, so that no mistake above reads elsewhere. */
export function checkPath(path: string): string {
  if (!/^[\w-]+(\/[\w.-]+)+$/.test(path) || path.includes('..')) throw new Error(`not a file path: ${path}`)
  return path
}
