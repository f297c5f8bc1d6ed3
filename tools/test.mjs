import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { command, ensureInstalled, node26, root } from './install.mjs'

// `npm test`: types, lint, web build, all tests and journeys; `--pg15`: migrations and server tests on PostgreSQL 15.
// `--citus`: tests of the verbs on the Citus server that CITUS_URL names. `--clients`: programs written in clients that are
// generated from the API document; installs what generates them. Anything else is taken as a filter of test
// files, and only those run.

const flags = process.argv.slice(2)
const pg15 = flags.includes('--pg15')
const citus = flags.includes('--citus')
const clients = flags.includes('--clients')
const filters = flags.filter(flag => !flag.startsWith('--'))
/** The modules whose tests run on a cluster too. */
const verbTests = ['cart', 'checkout', 'orders', 'payouts', 'catalog', 'search']
const totals = { passed: 0, failed: 0, skipped: 0 }

await command(async () => {
  await ensureInstalled({ dev: true })
  if (clients) await ensureInstalled({ dev: true, folder: 'clients' })
  if (citus && !process.env.CITUS_URL) {
    console.log('Skipped: CITUS_URL names no server.')
    return 0
  }
  const reports = mkdtempSync(join(tmpdir(), 'fondaco-test-report-'))
  const statements = mkdtempSync(join(tmpdir(), 'fondaco-test-statements-'))
  try {
    if (pg15) await vitest(reports, 'PostgreSQL 15', ['--project', 'unit', 'src', 'demo'], { PG: '15' })
    else if (citus)
      await vitest(reports, 'Citus', ['--project', 'unit', '.citus.', ...verbTests.map(name => `src/${name}/`)])
    else if (clients) await vitest(reports, 'clients', ['--project', 'clients'])
    else if (filters.length > 0) await vitest(reports, filters.join(' '), filters)
    else {
      await check('types of the server', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'])
      await check('routes of the web', ['node_modules/@react-router/dev/bin.cjs', 'typegen'])
      await check('types of the web', ['node_modules/typescript/bin/tsc', '-p', 'web/tsconfig.json'])
      await check('lint', ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '--max-diagnostics=50', '.'])
      await check('web build', ['src/main.ts', 'build'])
      await vitest(reports, 'tests', ['--project', 'unit'], { STATEMENTS: statements })
      await check('statements name their owners', ['test/statements/main.ts', statements])
      await vitest(reports, 'journeys', ['--project', 'e2e'])
    }
  } finally {
    for (const folder of [reports, statements]) rmSync(folder, { recursive: true, force: true })
  }
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''
  console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`)
  return totals.failed > 0 || totals.passed === 0 ? 1 : 0
})

/** One check; prints its output only when it fails. */
async function check(name, args) {
  const { code, output, seconds } = await run(args)
  totals[code === 0 ? 'passed' : 'failed']++
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
  if (code !== 0) console.log(output)
}

async function vitest(reports, name, args, environment = {}) {
  const report = join(reports, `${name.replaceAll(/\W/g, '-')}.json`)
  const { code, output, seconds } = await run(
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${report}`,
      ...args,
    ],
    environment,
  )
  const counted = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null
  const failed = counted ? counted.numFailedTests + counted.testResults.filter(isBrokenFile).length : 0
  totals.passed += counted?.numPassedTests ?? 0
  totals.skipped += counted?.numPendingTests ?? 0
  // a crashed run counts as a failure, even when each test it got to passed
  totals.failed += failed > 0 || code === 0 ? failed : 1
  console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}: ${counted?.numPassedTests ?? 0} passed (${seconds} s)`)
  // the summary of failures is at the end: everything before it is long and would hide it
  const summary = output.search(/^.*Failed (Suites|Tests) \d+/m)
  if (code !== 0) console.log(output.slice(Math.max(0, summary)))
}

function isBrokenFile(file) {
  return file.status === 'failed' && file.assertionResults.length === 0
}

/** Signals are forwarded to the child with all its own, and nothing else is started. */
function run(args, environment = {}) {
  const begun = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(node26(), args, {
      cwd: root,
      env: { ...process.env, ...environment, NODE_OPTIONS: '', NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true, // a process group: the compiler is a child of its script, which dies without it
    })
    const said = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', text => said.push(text))
    let stopped = false
    const stop = signal => {
      stopped = true
      process.kill(-child.pid, signal)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, stop)
    child.on('close', code => {
      for (const signal of signals) process.off(signal, stop)
      if (stopped) return reject(new Error('Stopped before the end.'))
      resolve({
        code,
        output: Buffer.concat(said).toString(),
        seconds: ((performance.now() - begun) / 1_000).toFixed(1),
      })
    })
  })
}
