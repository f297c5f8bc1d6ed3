import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { command, ensureInstalled, root, runNode } from './install.mjs'

await command(async () => {
  const folder = resolve(root, process.env.DATA_DIR || 'data')
  if (!existsSync(folder)) return void console.log(`Nothing to reset: there is no ${folder}`)
  if (!(await agreed(folder))) return
  await ensureInstalled({ dev: false })
  return runNode(['src/main.ts', 'reset'])
})

async function agreed(folder) {
  if (process.argv.includes('--yes') || !process.stdin.isTTY) return true
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`This stops Fondaco and removes all its data in ${folder}. Go on? [y/N] `)
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}
