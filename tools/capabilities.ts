import { spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { routes } from '#app/routes.ts'

/**
 * `capabilities` writes docs/capabilities.md: each clause of docs/requirements.md with its pages, routes and tests. It
 * fails when a clause names a route, or a test a clause, that does not exist.
 * `capabilities --check R50.1 R1.2 …` runs the tests of those requirements and fails with the clauses that no passing
 * test covers and those that are waived, unless a waiver is named on the command line: `--waive R1.2b`, once for each.
 */
type Clause = {
  id: string
  requirement: string
  text: string
  pages: string[]
  routes: string[]
  waived: string | null
}
type TestCase = { title: string; file: string }

const clauses = readClauses(readFileSync('docs/requirements.md', 'utf8'))
const tests = globSync(['src/**/*.test.ts', 'e2e/**/*.e2e.ts', 'test/**/*.test.ts']).flatMap(testsOf)

if (import.meta.main) {
  const unknownRoutes = clauses.flatMap(clause =>
    clause.routes.filter(name => !(name in routes)).map(name => `${clause.id}: ${name}`),
  )
  if (unknownRoutes.length > 0)
    fail(`docs/requirements.md names routes that do not exist:\n${unknownRoutes.join('\n')}`)
  const unknownClauses = tests.flatMap(test => unknownIn(test, clauses).map(id => `${test.file}: ${id}`))
  if (unknownClauses.length > 0)
    fail(`Tests name clauses that are not in docs/requirements.md:\n${unknownClauses.join('\n')}`)
  const { values, positionals } = parseArgs({
    options: { check: { type: 'boolean' }, waive: { type: 'string', multiple: true } },
    allowPositionals: true,
  })
  if (values.check) check(positionals, values.waive ?? [])
  else writeFileSync('docs/capabilities.md', pageOf())
}

export function readClauses(page: string): Clause[] {
  return page.split('\n').flatMap(line => {
    const match = /^- ((R[\d.]+|[EXL]\d+)[a-z]) (.*)$/.exec(line)
    if (!match) return []
    const [, id, requirement, rest] = match
    const [text, waived = null] = rest!.split(' waived: ')
    const names = [...text!.matchAll(/`([^`]+)`/g)].map(each => each[1]!)
    return [
      {
        id: id!,
        requirement: requirement!,
        text: text!.replace(/\s*`[^`]*`/g, '').trim(),
        pages: names.filter(name => name.startsWith('/')),
        routes: names.filter(name => !name.startsWith('/')),
        waived,
      },
    ]
  })
}

/** A test's title may start with several clauses: `R50.5a R70.1a the buyer's confirmation …`. */
function testsOf(file: string): TestCase[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/\b(?:test|it)(?:\.each\([\s\S]*?\))?\(\s*(['"`])(.*?)\1/g)].map(match => ({
    title: match[2]!,
    file,
  }))
}

function shows(test: { title: string }, id: string): boolean {
  return new RegExp(`(^|\\s)${id.replace('.', '\\.')}(\\s|$)`).test(test.title)
}

/** What a test's title says to show and is no clause, such as a requirement without the clause's letter. */
export function unknownIn({ title }: { title: string }, clauses: readonly Clause[]): string[] {
  const [, named = ''] = /^((?:(?:R\d+\.\d+|[EXL]\d+)[a-z]? )*)/.exec(title) ?? []
  return named
    .split(' ')
    .filter(Boolean)
    .filter(id => !clauses.some(clause => clause.id === id))
}

function pageOf(): string {
  const rows = clauses.map(clause => {
    const shown = tests.filter(test => shows(test, clause.id)).map(test => test.file)
    const files = [...new Set(shown)].map(file => `[${file.split('/').at(-1)}](../${file})`).join(' ')
    return `| ${clause.id} | ${clause.text} | ${clause.pages.join(' ')} | ${clause.routes.join(' ')} | ${clause.waived ? `waived: ${clause.waived}` : files || '**none**'} |`
  })
  return `# Capabilities

What the system does, and where: written by \`npm run capabilities\` from \`requirements.md\` and the tests.

| clause | what it does | pages | routes | shown by |
|---|---|---|---|---|
${rows.join('\n')}
`
}

function check(requirements: readonly string[], waivers: readonly string[]): void {
  const asked = clauses.filter(clause => requirements.includes(clause.requirement))
  const open = asked.filter(clause => !clause.waived)
  const files = open.flatMap(clause => tests.filter(test => shows(test, clause.id)).map(test => test.file))
  const passed = files.length > 0 ? passingTests([...new Set(files)]) : []
  const wrong = shortcomings(clauses, requirements, waivers, passed)
  for (const clause of asked) if (clause.waived) console.log(`${clause.id} waived: ${clause.waived}`)
  const shown = open.filter(clause => passed.some(title => shows({ title }, clause.id)))
  console.log(`${shown.length} of ${asked.length} clauses of ${requirements.length} requirements are shown`)
  if (wrong.length > 0) fail(wrong.join('\n'))
}

/**
 * Why requirements are not met, by clause: clauses that no passing test covers, and waived ones that were not named.
 */
export function shortcomings(
  clauses: readonly Clause[],
  requirements: readonly string[],
  waivers: readonly string[],
  passed: readonly string[],
): string[] {
  const asked = clauses.filter(clause => requirements.includes(clause.requirement))
  return [
    ...(requirements.length === 0 ? ['say which requirements: --check R50.1 R1.2'] : []),
    ...requirements
      .filter(requirement => !clauses.some(clause => clause.requirement === requirement))
      .map(requirement => `no clause for ${requirement}`),
    ...waivers
      .filter(id => !asked.some(clause => clause.id === id && clause.waived))
      .map(id => `${id} is no waived clause of these requirements`),
    ...asked.flatMap(({ id, text, waived }) => {
      if (waived) return waivers.includes(id) ? [] : [`${id} is waived: ${waived} Accept it by --waive ${id}`]
      return passed.some(title => shows({ title }, id)) ? [] : [`${id} is shown by no passing test: ${text}`]
    }),
  ]
}

function passingTests(files: readonly string[]): string[] {
  const report = join(mkdtempSync(join(tmpdir(), 'fondaco-capabilities-')), 'report.json')
  spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json', `--outputFile=${report}`, ...files],
    { stdio: 'inherit' },
  )
  if (!existsSync(report)) fail('The tests did not run to their end')
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as {
    testResults: { assertionResults: { status: string; title: string }[] }[]
  }
  return testResults.flatMap(file =>
    file.assertionResults.filter(each => each.status === 'passed').map(each => each.title),
  )
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
