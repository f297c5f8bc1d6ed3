import { chmodSync, existsSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { seam } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'

/** A store of files. Paths are made by us (`owner/id`), never by a user. */
export type FileStore = {
  read(path: string): Promise<Buffer | null>
  write(path: string, bytes: Buffer): Promise<void>
  /** Does nothing when there is no such file. */
  remove(path: string): Promise<void>
}
export const fileStore = seam<FileStore>('file store')

/**
 * Files in a local folder that only its owner can read, because identity documents are among them. A write is complete
 * or absent: the file is written under another name, then renamed.
 */
export function folderStore(root: string): FileStore {
  if (existsSync(root)) chmodSync(root, 0o700) // an older release made it readable for everybody
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

/**
 * Returns the path when it has the form of our paths, and throws otherwise, so that a mistake of a caller cannot read
 * other files.
 */
export function checkPath(path: string): string {
  if (!/^[\w-]+(\/[\w.-]+)+$/.test(path) || path.includes('..')) throw new Error(`not a file path: ${path}`)
  return path
}
