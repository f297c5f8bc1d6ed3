import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { removePostgres } from '#platform/postgres.ts'

// Its stdin closes when the test run ends, even when it is killed: only then is the database in the given folder not
// needed any more.

const [dataDir] = process.argv.slice(2)
if (!dataDir) throw new Error('Which folder?')
await once(process.stdin.resume(), 'end')
await removePostgres(dataDir)
await rm(dataDir, { recursive: true, force: true })
