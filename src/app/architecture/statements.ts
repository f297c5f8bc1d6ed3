import { inEach, inServer, type Rule } from '#app/architecture/breach.ts'
import type { Source, Statement } from '#app/architecture/source.ts'
import { layers } from '#app/modules.ts'

const modules = new Set<string>(layers.map(([name]) => name))

/** Without its comments, which may say anything. */
const bare = (sql: string): string => sql.replace(/--.*$/gm, '').replace(/\/\*[\s\S]*?\*\//g, '')
const short = (sql: string): string => sql.trim().replace(/\s+/g, ' ').slice(0, 90)

const ownSchema: Rule = {
  name: 'a module writes to its own PostgreSQL schema only',
  reason: 'Every row has one owner: who reads a module has seen all that can change its tables.',
  find: inEach(source =>
    !inServer(source) || source.module === 'platform'
      ? []
      : writesOf(source)
          .filter(({ table }) => !isOwn(source, table))
          .map(({ table, line }) => ({ line, what: `writes to ${table}` })),
  ),
}

const isOwn = ({ module }: Source, table: string): boolean => {
  const schema = table.split('.')[0]!
  return schema === module || (!table.startsWith('$') && !modules.has(schema))
}

/** Each table a file writes to: in SQL, by insertRows, by a machine that is told its table. */
function writesOf({ statements, calls }: Source): { table: string; line: number }[] {
  const write =
    /\b(?:insert\s+into|update(?:\s+only)?|delete\s+from(?:\s+only)?|merge\s+into|truncate(?:\s+table)?)\s+("?[a-z_]+"?\."?[a-z_]+"?|\$\w*)/gi
  return [
    ...statements.flatMap(({ sql, line }) =>
      [...bare(sql).matchAll(write)].map(match => ({ table: match[1]!.replaceAll('"', ''), line })),
    ),
    ...calls
      .filter(({ callee }) => callee === 'insertRows')
      .map(({ literals, line }) => ({ table: literals[1] ?? '$ (write the table’s name here)', line })),
    ...calls
      .filter(({ callee }) => callee === 'mover')
      .map(({ literals, line }) => ({ table: literals.table ?? '$ (write the table’s name here)', line })),
  ]
}

/** The state of a machine's subject is changed by its transitions, and by nothing else. */
export const stateColumns = (tables: readonly string[]): Rule => ({
  name: 'only platform/move.ts writes the state column of a machine',
  reason: 'Each change has its transition row, its deadlines and its event; move() writes them together.',
  find: inEach(source =>
    !inServer(source) || source.path === 'src/platform/move.ts'
      ? []
      : source.statements.flatMap(({ sql, line }) =>
          updatesOf(bare(sql))
            .filter(({ table }) => tables.includes(table) || table === '')
            // columns that are put in may be any
            .filter(({ columns }) => columns.some(column => column === 'state' || column.startsWith('$')))
            .map(({ table }) => ({ line, what: `sets state of ${table || 'a table'}: ${short(sql)}` })),
        ),
  ),
})

/** The columns that each `update … set` and `on conflict … do update set` of a statement assigns. */
function updatesOf(sql: string): { table: string; columns: string[] }[] {
  const found: { table: string; columns: string[] }[] = []
  const starts =
    /\b(?:update\s+(?:only\s+)?("?[a-z_]+"?\."?[a-z_]+"?|\$\w*)(?:\s+(?:as\s+)?[a-z_]\w*)?|insert\s+into\s+([a-z_]+\.[a-z_]+)\b(?:(?!\binsert\s+into\b)[^;])*?\bdo\s+update)\s+set\b/gi
  for (const match of sql.matchAll(starts)) {
    const table = (match[1] ?? match[2]!).replaceAll('"', '')
    const assignments = upToEnd(sql.slice(match.index + match[0].length))
    found.push({ table: table.startsWith('$') ? '' : table, columns: assignments.flatMap(assignedBy) })
  }
  // a part of a statement, given to one that begins elsewhere
  if (/^\s*on\s+conflict\b/i.test(sql)) {
    const set = /\bdo\s+update\s+set\b/i.exec(sql)
    if (set) found.push({ table: '', columns: upToEnd(sql.slice(set.index + set[0].length)).flatMap(assignedBy) })
  }
  return found
}

/** The assignments after `set`, split at commas that stand in no parentheses, up to the clause that ends them. */
function upToEnd(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const token of text.match(/'(?:[^']|'')*'|\w+|[^\w]/g) ?? []) {
    if (token === '(') depth++
    if (token === ')' && --depth < 0) break
    if (depth === 0 && /^(from|where|returning)$/i.test(token)) break
    if (depth === 0 && token === ',') parts.push('')
    else parts[parts.length - 1] += token
  }
  return parts
}

function assignedBy(assignment: string): string[] {
  const left = assignment.split('=')[0]!.replaceAll('"', '')
  return left
    .replace(/[()]/g, ' ')
    .split(/[\s,]+/)
    .filter(Boolean)
}

const timeInSql =
  /\bnow\s*\(\s*\)|\bcurrent_(timestamp|date|time)\b|\b(clock|statement|transaction)_timestamp\s*\(|\blocaltime(stamp)?\b|\btimeofday\s*\(/i
const chanceInSql = /\b(gen_random_uuid|uuidv[47]|uuid_generate_v4|random)\s*\(/i

const noTimeInSql: Rule = {
  name: 'SQL knows neither the time nor chance',
  reason: 'Business time is a parameter (tx.now) and ids are made by newId: a frozen clock reaches the database too.',
  find: inEach(source =>
    !inServer(source)
      ? []
      : source.statements
          .filter(({ sql }) => timeInSql.test(bare(sql)) || chanceInSql.test(bare(sql)))
          .map(({ sql, line }) => ({ line, what: short(sql) })),
  ),
}

/** Of a migration, which is no TypeScript. It may draw ids for rows that lack one. */
export const timeInMigration = (path: string, text: string): string[] =>
  bare(text)
    .split('\n')
    .flatMap((line, n) => (timeInSql.test(line) ? [`${path}:${n + 1}: ${line.trim()}`] : []))

/**
 * What a statement must hold to be about one owner: a comparison or a join of the owner's column, or rows that bring
 * it along. Naming it among the results is not enough.
 */
export const ownersNamed = (owners: ReadonlyMap<string, string>): Rule => ({
  name: 'each statement on an owner table names its owner by value',
  reason:
    'It then reaches one shard, and no forgotten condition reaches another store; else the file is `*.across.ts`.',
  find: inEach(source =>
    !inServer(source) || source.path.endsWith('.across.ts')
      ? []
      : [
          ...source.statements.flatMap(statement =>
            ownerless(expanded(source, statement), owners).map(table => ({
              line: statement.line,
              what: `does not name the owner of ${table}: ${short(statement.sql)}`,
            })),
          ),
          ...source.calls
            .filter(({ callee, literals }) => callee === 'insertRows' && owners.has(literals[1] ?? ''))
            .filter(({ keys, literals }) => keys.length > 0 && !keys.includes(owners.get(literals[1]!)!))
            .map(({ literals, line }) => ({ line, what: `inserts rows without the owner of ${literals[1]}` })),
          // its statement is put together elsewhere, with this condition
          ...source.calls
            .filter(({ callee, literals }) => callee === 'listOf' && !ownerColumn.test(literals.owner ?? ''))
            .map(({ literals, line }) => ({ line, what: `lists rows without their owner: ${literals.path}` })),
        ],
  ),
})

const ownerColumn = /^[a-z_]+\.(store_id|buyer_id|owner)$/

/** The statement with the parts that the file keeps under a name. */
function expanded({ statements }: Source, statement: Statement, depth = 3): string {
  if (depth === 0) return bare(statement.sql)
  return bare(statement.sql).replace(/\$(\w+)/g, (hole, name) => {
    const parts = statements.filter(each => each.name === name && each !== statement)
    return parts.length > 0
      ? ` ${parts.map(part => expanded({ statements } as Source, part, depth - 1)).join(' ')} `
      : hole
  })
}

const noAlias =
  /^(where|set|on|join|using|order|left|right|inner|cross|full|natural|group|limit|offset|for|returning|values|select|union|having|and|default|overriding|window|tablesample)$/i

/** The owner tables of a statement whose owner it does not name. */
function ownerless(sql: string, owners: ReadonlyMap<string, string>): string[] {
  return [...sql.matchAll(/\b([a-z_]+\.[a-z_]+)\b(?:\s+as)?(?:\s+([a-z_]\w*))?/gi)].flatMap(match => {
    const table = match[1]!
    const column = owners.get(table)
    if (!column) return []
    const before = sql.slice(0, match.index)
    if (/\binsert\s+into\s+$/i.test(before)) {
      const columns = /\(([^)]*)\)/.exec(sql.slice(match.index))?.[1] ?? ''
      return columns.split(/[\s,]+/).includes(column) || columns.includes('$') ? [] : [table]
    }
    if (!/\b(from|join|update|using|only|into)\s+$|,\s*$/i.test(before)) return []
    const alias = match[2] && !noAlias.test(match[2]) ? match[2] : table.split('.')[1]!
    return isCompared(sql, alias, column) ? [] : [table]
  })
}

function isCompared(sql: string, alias: string, column: string): boolean {
  const owned = `(?:(?<![.\\w])|\\b${alias}\\.)${column}\\b`
  const tuple = `\\([^()]*${owned}[^()]*\\)`
  const it = `(?:${owned}|${tuple})`
  return new RegExp(
    `${it}\\s*(?:=|in\\b|is\\s+not\\s+distinct\\b)|=\\s*(?:any\\s*\\()?\\s*${it}|\\busing\\s*${tuple}`,
    'i',
  ).test(sql)
}

const plainSql: Rule = {
  name: 'SQL is written as SQL',
  reason: 'One way to read and to check a statement; the query builder is not used.',
  find: inEach(source =>
    source.calls
      .filter(({ callee }) => /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)$/.test(callee))
      .map(({ callee, line }) => ({ line, what: `calls ${callee}` })),
  ),
}

export const statementRules: readonly Rule[] = [ownSchema, noTimeInSql, plainSql]
