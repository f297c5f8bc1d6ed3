import { statfs } from 'node:fs/promises'
import { z } from 'zod'
import { deadlineHandlers } from '#app/deadlines.ts'
import { reactions } from '#app/reactions.ts'
import { latestBookCheck, sealedThrough } from '#ledger/index.ts'
import { command } from '#platform/command.ts'
import { type Db, seam, sql } from '#platform/db.ts'
import { InstantSchema, instant, instantOrNull } from '#platform/json.ts'
import { mailer } from '#platform/mail.ts'
import { route } from '#platform/route.ts'
import { type Known, readWaiting, retryFailed, type Waiting, workKinds } from '#platform/waiting.across.ts'
import { recentWorkers, version } from '#platform/workers.ts'

/** What this version has code for; anything else waits for another version. */
export const knownWork: Known = { events: Object.keys(reactions), deadlines: Object.keys(deadlineHandlers) }

/** Where this process keeps its files. */
export const dataFolder = seam<string>('data folder')

const checks = ['database', 'worker', 'events', 'deadlines', 'mails', 'disk', 'books'] as const
const verdicts = ['ok', 'warn', 'bad'] as const
type Verdict = (typeof verdicts)[number]

const WaitingSchema = z.object({
  waiting: z.int(),
  failed: z.int(),
  /** Of names this version does not know: they wait for another. */
  unknown: z.int(),
  oldest_at: InstantSchema.nullable(),
})

const HealthSchema = z
  .object({
    version: z.string(),
    node: z.string(),
    /** What to look at: `warn` soon, `bad` now. */
    checks: z.record(z.enum(checks), z.enum(verdicts)),
    database: z.object({
      version: z.string(),
      bytes: z.int(),
      connections: z.int(),
      connections_max: z.int(),
    }),
    workers: z.array(z.object({ version: z.string(), started_at: InstantSchema, seen_at: InstantSchema })),
    events: WaitingSchema,
    deadlines: WaitingSchema,
    mails: WaitingSchema,
    /** Without one, mails can be read in the console. */
    mail_server: z.boolean(),
    /** Journals and audit entries that wait for their chain. */
    unsealed: z.int(),
    disk: z.object({ free_bytes: z.int(), total_bytes: z.int() }),
    books: z.object({
      checked_at: InstantSchema.nullable(),
      faults: z.int(),
      sealed_through: z.string().nullable(),
    }),
  })
  .meta({ id: 'Health' })

export const healthRoutes = {
  showHealth: route({
    method: 'GET',
    path: '/api/ops/health',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'How the market’s machinery is: database, workers, what waits, disk, books',
    input: z.object({}),
    output: HealthSchema,
    refusals: [],
    async handle({ db }) {
      const [database, workers, waiting, disk, check, sealed] = await Promise.all([
        readDatabase(db),
        recentWorkers(db.read),
        readWaiting(db, knownWork),
        statfs(dataFolder.of(db)),
        latestBookCheck(db.read),
        sealedThrough(db.read),
      ])
      const [free, total] = [disk.bavail * disk.bsize, disk.blocks * disk.bsize]
      const sends = mailer.of(db) !== null
      return {
        version,
        node: process.version,
        checks: {
          database: verdict(database.connections > 0.9 * database.connections_max && 'warn'),
          worker: verdict(sinceMs(db.clock.wall(), workers[0]?.seenAt) > silentMs && 'bad'),
          events: lag(waiting.events, db.clock.now()),
          deadlines: lag(waiting.deadlines, db.clock.now()),
          // a sandbox keeps its mails, to be read here; a market that sends none is broken
          mails: sends ? lag(waiting.mails, db.clock.now()) : verdict(!db.sandbox && 'bad'),
          disk: verdict(free < 0.03 * total && 'bad', free < 0.1 * total && 'warn'),
          books: booksVerdict(check, db.clock.wall()),
        },
        database,
        workers: workers.map(worker => ({
          version: worker.version,
          started_at: instant(worker.startedAt),
          seen_at: instant(worker.seenAt),
        })),
        events: shown(waiting.events),
        deadlines: shown(waiting.deadlines),
        mails: shown(waiting.mails),
        mail_server: sends,
        unsealed: waiting.unsealed,
        disk: { free_bytes: free, total_bytes: total },
        books: {
          checked_at: instantOrNull(check?.at ?? null),
          faults: check?.faults.length ?? 0,
          sealed_through: sealed,
        },
      }
    },
  }),

  retryWork: command({
    method: 'POST',
    path: '/api/ops/health/retry',
    audience: 'ops',
    permission: 'ops.settings',
    summary: 'Try failed events, deadlines or mails again now',
    input: z.object({ kind: z.enum(workKinds) }),
    example: { kind: 'mails' },
    output: z.object({ retried: z.int() }),
    refusals: [],
    run: (tx, _, { kind }) => retryFailed(tx, kind),
    audit: 'work.retry',
    entry: ({ kind }, retried) => ({ subject: kind, after: { retried } }),
    answer: retried => ({ retried }),
  }),
}

/** A worker records a heartbeat every five seconds, whatever else it does. */
const silentMs = 60_000
/** Due work counts as late after this time. */
const lateMs = 60_000
const booksLate = Temporal.Duration.from({ hours: 26 })

/** The first that holds, or `ok`. */
const verdict = (...doubts: (Verdict | false)[]): Verdict => doubts.find(doubt => doubt !== false) || 'ok'

const sinceMs = (now: Temporal.Instant, at: Temporal.Instant | null | undefined): number =>
  at ? now.epochMilliseconds - at.epochMilliseconds : Number.POSITIVE_INFINITY

const lag = ({ waiting, failed, unknown, oldest }: Waiting, now: Temporal.Instant): Verdict =>
  verdict(failed > 0 && 'bad', (unknown > 0 || (waiting > 0 && sinceMs(now, oldest) > lateMs)) && 'warn')

function booksVerdict(
  check: { at: Temporal.Instant; faults: readonly unknown[] } | null,
  now: Temporal.Instant,
): Verdict {
  if (!check) return 'warn'
  if (check.faults.length > 0) return 'bad'
  return Temporal.Instant.compare(check.at.add(booksLate), now) < 0 ? 'warn' : 'ok'
}

const shown = ({ oldest, ...counts }: Waiting): z.input<typeof WaitingSchema> => ({
  ...counts,
  oldest_at: instantOrNull(oldest),
})

async function readDatabase(db: Db): Promise<z.input<typeof HealthSchema>['database']> {
  const { rows } = await sql<{ version: string; bytes: bigint; connections: number; connections_max: number }>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as connections,
      current_setting('max_connections')::int as connections_max
  `.execute(db.read)
  const { bytes, ...rest } = rows[0]!
  return { ...rest, bytes: Number(bytes) }
}
