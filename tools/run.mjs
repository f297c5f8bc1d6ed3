import { command, ensureInstalled, runNode } from './install.mjs'

// Runs a tool of ours from a fresh checkout too: `node tools/run.mjs FILE [FLAGS]`, after installing and building pages.
await command(async () => {
  await ensureInstalled({ dev: true })
  return (await runNode(['src/main.ts', 'build'])) || runNode(process.argv.slice(2))
})
