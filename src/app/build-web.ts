import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../../', import.meta.url))
const stampFile = join(root, 'build/stamp')

/**
 * Builds the pages into `build/`, unless it was made of these very sources. The output of the tools is shown only if
 * they fail.
 */
export async function buildWeb(stop?: AbortSignal): Promise<void> {
  const stamp = stampOf()
  if (stamp === readText(stampFile)) return
  await rm(stampFile, { force: true }) // an interrupted build does not count
  const cli = join(dirname(createRequire(import.meta.url).resolve('@react-router/dev/package.json')), 'bin.cjs')
  const env = { ...process.env, NODE_ENV: 'production' }
  try {
    await promisify(execFile)(process.execPath, [cli, 'build'], { cwd: root, env, maxBuffer: 64 << 20, signal: stop })
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as { stdout?: string; stderr?: string; message: string }
    throw new Error(`The pages could not be built:\n${stdout + stderr || message}`)
  }
  await mkdir(dirname(stampFile), { recursive: true })
  await writeFile(stampFile, stamp)
}

/** Of all that can change the build. Which files of `src` the pages import only the bundler knows, so all count. */
function stampOf(): string {
  const files = ['web', 'src'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && !entry.name.includes('.test.'))
      .map(entry => join(entry.parentPath, entry.name)),
  )
  const settings = ['package-lock.json', 'vite.config.ts', 'react-router.config.ts'].map(name => join(root, name))
  const stamp = createHash('sha256')
  for (const file of [...files.sort(), ...settings]) stamp.update(file.slice(root.length)).update(readFileSync(file))
  return stamp.digest('hex')
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
