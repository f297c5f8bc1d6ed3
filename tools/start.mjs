import { command, ensureInstalled, runNode } from './install.mjs'

await command(async () => {
  await ensureInstalled({ dev: false })
  return runNode(['src/main.ts', 'start', ...process.argv.slice(2)])
})
