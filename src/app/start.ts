import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { pino } from 'pino'
import { wallNow } from '#platform/clock.ts'
import { type Config, configOf } from '#platform/config.ts'

/**
 * What `src/main.ts` can be asked for. All follow the environment (`docs/deploy.md`). Those that need a database bring
 * it up to date, and start an embedded one unless DATABASE_URL names another. Modules are loaded where they are
 * needed: the server's take as long to load as PostgreSQL to start, in a process of its own.
 */
export const verbs: Readonly<Record<string, (flags: readonly string[]) => Promise<void>>> = {
  /** Starts a complete market, even from an empty folder; with `--dev` pages are compiled as they change. */
  start: flags =>
    untilStopped(flags.includes('--dev'), async run => {
      const server = import('#app/serve.ts')
      const databaseUrl = await databaseOf(run, true)
      if (!run.config.dev) await buildPages(run)
      const logIns =
        run.config.sandbox && !run.config.databaseUrl && !run.config.stripe ? await demoOf(run, databaseUrl) : null
      await listen(run, databaseUrl, await server, logIns)
    }),

  /** As `start`, with pages built before. */
  serve: () =>
    untilStopped(false, async run => {
      const server = import('#app/serve.ts')
      await listen(run, await databaseOf(run, true), await server)
    }),

  /** Only what is due, without HTTP: a further process on one database. */
  worker: () =>
    untilStopped(false, async run => {
      const databaseUrl = await databaseOf(run, false)
      const { work } = await import('#app/work.ts')
      const worker = await step(run, 'Worker', () => work(run.config, databaseUrl))
      run.ends.defer(() => worker.close())
      await stopped(run)
    }),

  /** The sandbox payment provider alone: for several processes on one database. */
  provider: () =>
    untilStopped(false, async run => {
      const { serveProvider } = await import('#app/provider.ts')
      const provider = await step(run, 'Sandbox provider', () => serveProvider(run.config))
      run.ends.defer(() => provider.close())
      console.log(`It answers at ${provider.url}`)
      await once(run.stop, 'abort')
    }),

  /** `backup FOLDER`: the whole market into a new folder, while it trades. */
  backup: ([folder]) =>
    untilStopped(false, async run => {
      const target = folder ?? newBackupFolder()
      const databaseUrl = await databaseOf(run, false)
      const { backUp } = await import('#app/backup.ts')
      await step(run, `Backup into ${target}`, note => backUp(databaseUrl, run.config.dataDir, target, note))
    }),

  /** `restore FOLDER`: restores a backup into an empty market. */
  restore: ([folder]) =>
    untilStopped(false, async run => {
      if (!folder) throw new Error('npm run restore -- FOLDER: which backup?')
      const databaseUrl = await databaseOf(run, true)
      const { restore } = await import('#app/backup.ts')
      await step(run, `Restore from ${folder}`, note => restore(databaseUrl, run.config.dataDir, folder, note))
    }),

  /** `distribute [FOLDER]`: spreads the tables over the nodes of a Citus cluster, after a backup into a new folder. */
  distribute: ([folder]) =>
    untilStopped(false, async run => {
      if (!run.config.databaseUrl) throw new Error('Set DATABASE_URL to the coordinator of a Citus cluster')
      const databaseUrl = await databaseOf(run, false)
      const [{ distribute }, { backUp }] = await Promise.all([
        import('#platform/distribute.ts'),
        import('#app/backup.ts'),
      ])
      const target = folder ?? newBackupFolder()
      const tables = await distribute(databaseUrl, console.log, () =>
        step(run, `Backup into ${target}`, note => backUp(databaseUrl, run.config.dataDir, target, note)),
      )
      console.log(
        tables === 0
          ? 'Its tables are distributed already.'
          : `${tables} tables are distributed. The market as it was before is in ${target}.`,
      )
    }),

  /** `demo [--size large] [--seed N]`: fills an empty market with half a year of events. */
  demo: flags =>
    untilStopped(false, async run => {
      await fillDemo(run, await databaseOf(run, true), flags)
    }),

  /** `verify`: recomputes all books while the market is running; fails when anything differs. */
  verify: () =>
    untilStopped(false, async run => {
      const databaseUrl = await databaseOf(run, false)
      const [{ openDb }, { checkBooks }] = await Promise.all([import('#platform/db.ts'), import('#ledger/index.ts')])
      const db = await openDb(databaseUrl)
      run.ends.defer(() => db.close())
      const { faults } = await step(run, 'Books', async note => {
        const check = await checkBooks(db, { signal: run.stop })
        note(`${check.journals} journals and ${check.auditEntries} audit entries of ${check.owners} owners`)
        for (const { owner, what } of check.faults) note(`WRONG ${owner}: ${what}`)
        return check
      })
      if (faults.length > 0) throw new Error(`The books differ in ${faults.length} places from what they derive from`)
    }),

  /** `operator EMAIL [NAME]`: makes one; `operator --remove EMAIL` ends it. */
  operator: flags =>
    untilStopped(false, async run => {
      const remove = flags[0] === '--remove'
      const [email = '', ...name] = (remove ? flags.slice(1) : flags).map(word => word.trim())
      if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new Error('npm run operator -- [--remove] EMAIL [NAME]: whose?')
      const databaseUrl = await databaseOf(run, false)
      const [{ openDb }, operators] = await Promise.all([import('#platform/db.ts'), import('#app/operators.ts')])
      const db = await openDb(databaseUrl)
      run.ends.defer(() => db.close())
      const address = email.toLowerCase()
      if (remove) {
        if (!(await operators.removeOperator(db, address))) throw new Error(`nobody has the address ${address}`)
        return console.log(`${address} is no longer an operator.`)
      }
      const { path, minutes } = await operators.makeOperator(db, address, name.join(' ') || address)
      const market = run.config.publicUrl ?? `http://${run.config.host}:${run.config.port ?? 4_800}`
      console.log(`${address} is an operator. To set a password within ${minutes} minutes: ${market}${path}`)
    }),

  /** `pages FOLDER`: publishes imprint, terms and others from Markdown files. */
  pages: ([folder]) =>
    untilStopped(false, async run => {
      if (!folder) throw new Error('npm run pages -- FOLDER: with files such as imprint.en.md')
      const databaseUrl = await databaseOf(run, false)
      const [{ openDb }, { publishFolder }] = await Promise.all([
        import('#platform/db.ts'),
        import('#content/index.ts'),
      ])
      const db = await openDb(databaseUrl)
      run.ends.defer(() => db.close())
      for (const { page, version, changed } of await publishFolder(db, folder))
        console.log(`  ${page}: version ${version}${changed ? '' : ', unchanged'}`)
    }),

  migrate: () => untilStopped(false, async run => void (await databaseOf(run, false))),
  build: () => untilStopped(false, buildPages),
  reset: () =>
    untilStopped(false, async run => {
      const { removeData } = await import('#app/reset.ts')
      await step(run, 'Reset', note => removeData(run.config, note))
    }),
}

const newBackupFolder = (): string => `fondaco-backup-${wallNow().toString().slice(0, 19).replaceAll(':', '')}`

type Run = {
  readonly config: Config
  /** Aborted when somebody asks us to stop: Ctrl-C, a service manager, a closed terminal. */
  readonly stop: AbortSignal
  /** Resources, closed in reverse order: HTTP first, PostgreSQL last. */
  readonly ends: AsyncDisposableStack
}

/** Runs `work` and closes what it opened, also when it is asked to stop in the middle; that is no failure. */
async function untilStopped(dev: boolean, work: (run: Run) => Promise<void>): Promise<void> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop.abort())
  await using ends = new AsyncDisposableStack()
  try {
    await work({ config: configOf(process.env, dev), stop: stop.signal, ends })
  } catch (error) {
    if (!stop.signal.aborted) throw error
  }
}

/**
 * Waits until somebody asks us to stop. The timer keeps the process alive by itself: a worker whose database is away has
 * no open socket, and Node ends a process that waits for nothing else.
 */
async function stopped({ stop }: Run): Promise<void> {
  const alive = setInterval(() => {}, 60_000)
  try {
    if (!stop.aborted) await once(stop, 'abort')
  } finally {
    clearInterval(alive)
  }
}

/** One line for people: what is done, its seconds, and what `work` has to note. */
async function step<T>(run: Run, name: string, work: (note: (line: string) => void) => Promise<T>): Promise<T> {
  run.stop.throwIfAborted()
  const notes: string[] = []
  const begun = performance.now()
  process.stdout.write(`${name} … `)
  try {
    const result = await work(line => notes.push(`  ${line}\n`))
    process.stdout.write(`${((performance.now() - begun) / 1_000).toFixed(1)} s`)
    return result
  } finally {
    process.stdout.write(`\n${notes.join('')}`)
  }
}

/** The database's address, after all migrations and with categories. `sole`: see `startPostgres`. */
async function databaseOf(run: Run, sole: boolean): Promise<string> {
  const url = run.config.databaseUrl ?? (await embeddedDatabase(run, sole))
  const [{ migrate }, { seedTaxonomy }] = await Promise.all([
    import('#platform/migrate.ts'),
    import('#taxonomy/index.ts'),
  ])
  await step(run, 'Migrations', () => migrate(url))
  await seedTaxonomy(url)
  return url
}

async function embeddedDatabase(run: Run, sole: boolean): Promise<string> {
  const { startPostgres } = await import('#platform/postgres.ts')
  const { dataDir } = run.config
  const lines = pino({ level: run.config.logLevel })
  const onDeath = (line: string) => lines.error(line)
  const postgres = await step(run, 'PostgreSQL', log => startPostgres({ dataDir, sole, log, onDeath }))
  run.ends.defer(() => postgres.stop())
  return postgres.url()
}

async function buildPages(run: Run): Promise<void> {
  const { buildWeb } = await import('#app/build-web.ts')
  await step(run, 'Pages', () => buildWeb(run.stop))
}

/**
 * Who can log in to the demo market, or null when it is a real one. An empty market is filled first, by a separate
 * process, so that its memory is freed.
 */
async function demoOf(run: Run, databaseUrl: string): Promise<string | null> {
  const [{ openDb }, demo] = await Promise.all([import('#platform/db.ts'), import('#app/demo.ts')])
  const db = await openDb(databaseUrl)
  try {
    if ((await demo.demoStage(db)) !== 'open') {
      const env = { ...process.env, DATABASE_URL: databaseUrl }
      const child = spawn(process.execPath, [process.argv[1]!, 'demo'], { env, stdio: 'inherit' })
      run.stop.addEventListener('abort', () => child.kill())
      const [code] = await once(child, 'exit')
      run.stop.throwIfAborted()
      if (code !== 0) throw new Error('The demo market could not be filled')
    }
    return await demo.demoLogIns(db)
  } finally {
    await db.close()
  }
}

async function fillDemo(run: Run, databaseUrl: string, flags: readonly string[]): Promise<void> {
  const [{ openDb }, { startProvider }, { plug }, demo] = await Promise.all([
    import('#platform/db.ts'),
    import('#app/provider.ts'),
    import('#app/plug.ts'),
    import('#app/demo.ts'),
  ])
  const db = await openDb(databaseUrl)
  try {
    const { provider, close } = await startProvider(run.config, databaseUrl)
    try {
      db.publicUrl = run.config.publicUrl ?? `http://${run.config.host}:${run.config.port ?? 4_800}`
      const { dataDir, encryptionKey } = run.config
      plug(db, { dataDir, sandbox: true, provider, mailer: null, encryptionKey })
      console.log('Demo market …')
      await demo.runDemo(db, flags)
    } finally {
      await close()
    }
  } finally {
    await db.close()
  }
}

async function listen(
  run: Run,
  databaseUrl: string,
  { serve }: typeof import('#app/serve.ts'),
  logIns: string | null = null,
): Promise<void> {
  const serving = await step(run, 'Server', () => serve({ config: run.config, databaseUrl }))
  run.ends.defer(() => serving.close())
  console.log(`\nFondaco is open: ${serving.url}`)
  if (logIns) console.log(logIns)
  await stopped(run)
}
