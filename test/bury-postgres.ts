import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { removePostgres } from '#platform/postgres.ts'

// Its input closes when the test run ends, be it killed: only then nobody needs the database in the given folder.

const [dataDir] = process.argv.slice(2)
if (!dataDir) throw new Error('Which folder?')
await once(process.stdin.resume(), 'end')
await removePostgres(dataDir)
await rm(dataDir, { recursive: true, force: true })
