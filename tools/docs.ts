import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { deadlineTypes } from '#app/deadline-types.ts'
import { eventTypes } from '#app/event-types.ts'
import { machines } from '#app/machines.ts'
import { retentionPage } from '#app/retention.ts'
import { canceledBy, type Machine, setBy } from '#platform/machine.ts'

// `npm run docs` writes the pages generated from the code: docs/machines/*.md, docs/events.md, the tables of
// docs/retention.md. A test fails when they are out of date.

const retentionPath = 'docs/retention.md'

/** The part of a page above the generated part, which is written by hand. */
const introduction = (path: string, drawnFrom: string): string => {
  const text = readFileSync(path, 'utf8')
  return text.slice(0, text.indexOf(drawnFrom))
}

/** The generated pages, by path. */
function drawnPages(): Map<string, string> {
  return new Map([
    ...machines.map(({ machine, table }) => [`docs/machines/${machine.name}.md`, machinePage(machine, table)] as const),
    ['docs/events.md', eventsPage()],
    [retentionPath, `${introduction(retentionPath, '## Deleted')}${retentionPage().trimEnd()}`],
  ])
}

function machinePage(machine: Machine, table: string): string {
  const { name, states, transitions } = machine
  const code = (names: readonly string[]) => names.map(each => `\`${each}\``).join(', ')
  const arrows = Object.entries(transitions).flatMap(([transition, { from, to }]) =>
    from.map(state => `  ${state === 'none' ? '[*]' : state} --> ${to}: ${transition}`),
  )
  const ends = Object.entries(states).flatMap(([state, { end }]) => (end ? [`  ${state} --> [*]`] : []))
  return [
    `# ${name}`,
    `Kept in \`${table}\`; every move is a row of \`platform.transitions\`. Drawn from the code by \`npm run docs\`.`,
    ['```mermaid', 'stateDiagram-v2', ...arrows, ...ends, '```'].join('\n'),
    tableOf(
      ['state', 'what it means', 'runs'],
      Object.entries(states).map(([state, { about, runs = [] }]) => [`\`${state}\``, about, code(runs)]),
    ),
    tableOf(
      ['transition', 'from', 'to', 'by', 'deadlines', 'event'],
      Object.entries(transitions).map(([transition, { from, to, by, fires, emits, cause }]) => [
        `\`${transition}\``,
        code(from.filter(state => state !== 'none')),
        `\`${to}\`${cause ? ` (${cause})` : ''}`,
        by,
        [
          fires && `fired by \`${fires}\``,
          setBy(machine, transition).length > 0 && `sets ${code(setBy(machine, transition))}`,
          canceledBy(machine, transition).length > 0 && `cancels ${code(canceledBy(machine, transition))}`,
        ]
          .filter(Boolean)
          .join('; '),
        emits ? `\`${emits}\`` : '',
      ]),
    ),
  ].join('\n\n')
}

const eventsPage = (): string =>
  [
    '# Events and deadlines',
    'Facts that modules tell each other through the outbox, each handled at least once and in order per subject; and due times with a consequence. Drawn from the code by `npm run docs`.',
    '## Events',
    tableOf(
      ['event', 'what happened', 'body'],
      Object.values(eventTypes).map(({ name, about, body }) => [
        `\`${name}\``,
        about,
        Object.keys(body.shape).join(', '),
      ]),
    ),
    '## Deadlines',
    tableOf(
      ['deadline', 'what happens when it is due'],
      Object.values(deadlineTypes).map(({ kind, about }) => [`\`${kind}\``, about]),
    ),
  ].join('\n\n')

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')

/** Pages that differ from what the code would generate. */
export const stalePages = (): string[] =>
  [...drawnPages()].flatMap(([path, text]) => {
    try {
      return readFileSync(path, 'utf8') === `${text}\n` ? [] : [path]
    } catch {
      return [path]
    }
  })

if (import.meta.main) {
  mkdirSync('docs/machines', { recursive: true })
  for (const [path, text] of drawnPages()) writeFileSync(path, `${text}\n`)
}
