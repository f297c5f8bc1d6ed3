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

/** Files in a folder of this machine. A write is complete or absent: it goes beside, then is renamed. */
export function folderStore(root: string): FileStore {
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
      await mkdir(dirname(target), { recursive: true })
      const beside = `${target}.${newId()}`
      await writeFile(beside, bytes)
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
