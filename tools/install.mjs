import { spawn, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Runs on Node 20, before anything is installed.

export const root = fileURLToPath(new URL('..', import.meta.url))
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP']

const modulesOf = folder => join(root, folder, 'node_modules')

/**
 * Installs the locked packages of a folder (by default the project's) unless they are installed; `dev` includes those for
 * development and tests.
 * @param {{ dev: boolean, folder?: string }} wanted
 */
export async function ensureInstalled({ dev, folder = '.' }) {
  const modules = modulesOf(folder)
  const locked = packagesOf(join(root, folder, 'package-lock.json'))
  const wanted = Object.keys(locked).filter(
    path => path && !locked[path].optional && !locked[path].devOptional && (dev || !locked[path].dev),
  )
  if (isInstalled(modules, locked, wanted)) return
  // npm would empty the linked folder, which other checkouts may be using.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Error(
      `${modules} is a link, and what it points to lacks packages of this lock: install there, or unlink it`,
    )
  await install(folder, wanted.length, dev)
}

/** npm writes its record last, so an interrupted installation has none. Packages for other systems may be missing. */
function isInstalled(modules, locked, wanted) {
  const record = join(modules, '.package-lock.json')
  if (!existsSync(record)) return false
  const present = packagesOf(record)
  const stale = Object.keys(locked).some(path => present[path] && present[path].version !== locked[path].version)
  return !stale && wanted.every(path => present[path])
}

function packagesOf(lock) {
  return JSON.parse(readFileSync(lock, 'utf8')).packages
}

async function install(folder, total, dev) {
  const begun = performance.now()
  const npm = spawn('npm', ['ci', '--loglevel=error', dev ? '--include=dev' : '--omit=dev'], {
    cwd: join(root, folder),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = []
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', text => said.push(text))
  const show = end => {
    const seconds = ((performance.now() - begun) / 1_000).toFixed(0)
    const line = `Packages … ${Math.min(countPackages(modulesOf(folder)), total)} of ${total}, ${seconds} s`
    if (process.stdout.isTTY) process.stdout.write(`\r${line}${end ? '\n' : ''}`)
    else console.log(line)
  }
  const ticking = setInterval(show, 2_000)
  // After SIGTERM npm runs on for minutes, and a second npm meanwhile fails; the next installation removes what this
  // one leaves.
  const interrupt = () => npm.kill('SIGKILL')
  for (const signal of stopSignals) process.on(signal, interrupt)
  const failure = await new Promise(resolve => {
    npm.on('error', error => resolve(`npm does not start: ${error.message}`))
    npm.on('close', (code, signal) => {
      if (signal) resolve('Interrupted.')
      else resolve(code === 0 ? null : `npm ci failed:\n${Buffer.concat(said)}`)
    })
  })
  clearInterval(ticking)
  for (const signal of stopSignals) process.off(signal, interrupt)
  show(true)
  if (failure) throw new Error(failure)
}

/** Folders are created first, so a package counts as unpacked only when it has its package.json. */
function countPackages(folder) {
  if (!existsSync(folder)) return 0
  return readdirSync(folder, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => {
      const path = join(folder, name)
      if (name.startsWith('@')) return countPackages(path)
      return (existsSync(join(path, 'package.json')) ? 1 : 0) + countPackages(join(path, 'node_modules'))
    })
    .reduce((sum, count) => sum + count, 0)
}

/** Path of a Node 26 or later: the installed package's, otherwise the machine's. */
export function node26() {
  const packaged = join(modulesOf('.'), `node-${process.platform}-${process.arch}/bin/node`)
  const onPath = (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, 'node'))
  const found = [packaged, process.execPath, ...onPath].find(path => majorOf(path) >= 26)
  if (found) return found
  throw new Error(
    `Fondaco runs on Node 26; here is ${process.version}, and there is no packaged one for ` +
      `${process.platform}-${process.arch}. Get it from https://nodejs.org/en/download and start again.`,
  )
}

function majorOf(node) {
  if (!existsSync(node)) return 0
  return Number(/^v(\d+)/.exec(spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout)?.[1] ?? 0)
}

/** Runs Node 26 in the project's folder, forwards signals, and resolves to its exit code. */
export function runNode(args) {
  // Pictures leave half as much memory behind in two arenas as in one per thread: docs/decisions/0028-two-malloc-arenas.md
  const env = { MALLOC_ARENA_MAX: '2', ...process.env }
  const child = spawn(node26(), args, { cwd: root, stdio: 'inherit', env })
  for (const signal of stopSignals) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', code => resolve(code ?? 1))
  })
}

/** Runs a command; a failure prints its message without a stack trace. */
export async function command(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}
