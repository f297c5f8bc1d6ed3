import { inEach, inServer, type Rule } from '#app/architecture/breach.ts'
import type { Statement } from '#app/architecture/facts.ts'
import type { Source } from '#app/architecture/source.ts'
import { layers } from '#app/modules.ts'
import type { Machine } from '#platform/machine.ts'

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

const ownLocks: Rule = {
  name: 'a module locks rows of its own PostgreSQL schema only',
  reason: 'Who reads a module has seen all that can wait for its rows; others ask it to lock (lockOrders, lockStore).',
  find: inEach(source =>
    !inServer(source) || source.module === 'platform'
      ? []
      : source.statements.flatMap(statement =>
          lockedBy(expanded(source, statement))
            .filter(table => !isOwn(source, table))
            .map(table => ({ line: statement.line, what: `locks rows of ${table}` })),
        ),
  ),
}

/** The tables whose rows a statement locks: those after `of`, or else all that it reads. */
function lockedBy(sql: string): string[] {
  const read = [...sql.matchAll(/\b(?:from|join)\s+([a-z_]+\.[a-z_]+)\b(?:\s+as)?(?:\s+([a-z_]\w*))?/gi)].map(
    match => ({
      table: match[1]!,
      alias: match[2] && !noAlias.test(match[2]) ? match[2] : match[1]!.split('.')[1]!,
    }),
  )
  const locks = sql.matchAll(
    /\bfor\s+(?:no\s+key\s+update|update|key\s+share|share)\b(?:\s+of\s+(\w+(?:\s*,\s*\w+)*))?/gi,
  )
  return [...locks].flatMap(([, of]) => {
    if (!of) return read.map(({ table }) => table)
    return of.split(',').flatMap(name => {
      const tables = read.filter(({ alias }) => alias === name.trim()).map(({ table }) => table)
      return tables.length > 0 ? tables : [`$${name.trim()}`]
    })
  })
}

/** Each table a file writes to: in SQL, by insertRows, by a machine that is given its table. */
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

type Moved = { readonly machine: Machine; readonly table: string }

/** The state of a machine's subject is changed by its transitions, and by nothing else. */
export const stateColumns = (machines: readonly Moved[], tables = machines.map(({ table }) => table)): Rule => ({
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

/** A row begins in a state that a transition from nothing leads to, and `begin` records it. */
export const beginnings = (machines: readonly Moved[]): Rule => ({
  name: 'a row of what a machine moves begins where the machine begins',
  reason: 'Inserted in a later state it has no history, no deadlines and no event; begin() writes them together.',
  find: inEach(source =>
    !inServer(source) || source.module === 'platform'
      ? []
      : [
          ...source.statements.flatMap(({ sql, line }) =>
            insertedStates(bare(sql))
              .filter(({ table, state }) => {
                const machine = machines.find(each => each.table === table)?.machine
                return machine && !beginsIn(machine).some(begun => state === `'${begun}'`)
              })
              .map(({ table, state }) => ({ line, what: `inserts into ${table} in state ${state}` })),
          ),
          ...source.calls
            .filter(({ callee, literals }) => callee === 'insertRows' && isMoved(machines, literals[1]))
            .map(({ literals, line }) => ({ line, what: `inserts into ${literals[1]} without begin()` })),
        ],
  ),
})

const isMoved = (machines: readonly Moved[], name: string | undefined): boolean =>
  machines.some(({ table }) => table === name)

const beginsIn = ({ transitions }: Machine): string[] =>
  Object.values(transitions)
    .filter(({ from }) => from.includes('none'))
    .map(({ to }) => to)

/** What each insert that names the column writes to `state`, as it is written. */
function insertedStates(sql: string): { table: string; state: string }[] {
  return [...sql.matchAll(/\binsert\s+into\s+([a-z_]+\.[a-z_]+)\s*\(([^)]*)\)\s*(?:values\s*\(|select\b)/gi)].flatMap(
    match => {
      const place = match[2]!.split(',').findIndex(column => column.trim() === 'state')
      if (place < 0) return []
      return { table: match[1]!, state: upToEnd(sql.slice(match.index + match[0].length))[place]?.trim() ?? '' }
    },
  )
}

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
            ownerless(expanded(source, statement) + ownersOfLists(source, statement), owners).map(table => ({
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

/** What `listOf` adds to the tables of a list. */
const ownersOfLists = ({ calls }: Source, { name }: Statement): string =>
  name !== 'from'
    ? ''
    : calls.map(({ callee, literals }) => (callee === 'listOf' ? ` where ${literals.owner} = $` : '')).join('')

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
  const read = [...sql.matchAll(/\b([a-z_]+\.[a-z_]+)\b(?:\s+as)?(?:\s+([a-z_]\w*))?/gi)].map(match => ({
    index: match.index,
    table: match[1]!,
    alias: match[2] && !noAlias.test(match[2]) ? match[2] : match[1]!.split('.')[1]!,
    column: owners.get(match[1]!),
  }))
  const isInserted = (index: number) => /\binsert\s+into\s+$/i.test(sql.slice(0, index))
  const bringsOwner = (index: number, column: string): boolean => {
    const columns = /\(([^)]*)\)/.exec(sql.slice(index))?.[1] ?? ''
    return columns.split(/[\s,]+/).includes(column) || columns.includes('$')
  }
  const brought = read.filter(({ index, column }) => column && isInserted(index) && bringsOwner(index, column))
  const named = namedOwners(sql, read, new Set(brought.map(({ alias }) => alias)))
  return read.flatMap(({ index, table, alias, column }) => {
    if (!column) return []
    const before = sql.slice(0, index)
    if (isInserted(index)) return bringsOwner(index, column) ? [] : [table]
    if (!/\b(from|join|update|using|only|into)\s+$|,\s*$/i.test(before)) return []
    return named.has(alias) ? [] : [table]
  })
}

type Read = { readonly alias: string; readonly column: string | undefined }

/**
 * The aliases of owner tables whose owner is compared: with a value, with a column of something else, or with the owner
 * of another such table, from `named` on. Tables that are only joined to each other name no owner.
 */
function namedOwners(sql: string, read: readonly Read[], named: Set<string>): ReadonlySet<string> {
  const tables = read.filter((each): each is Read & { column: string } => each.column !== undefined)
  const joined = tables.map(({ alias, column }) => {
    const partners = comparedWith(sql, alias, column)
    const others = partners.map(partner => tables.find(each => `${each.alias}.${each.column}` === partner)?.alias)
    if (others.some(other => other === undefined)) named.add(alias)
    return { alias, others }
  })
  for (let before = -1; before < named.size; ) {
    before = named.size
    for (const { alias, others } of joined)
      for (const other of others) {
        if (other && named.has(other)) named.add(alias)
        if (other && named.has(alias)) named.add(other)
      }
  }
  return named
}

/** What the owner's column is compared with: the other side as far as it is a column with its table, else ''. */
function comparedWith(sql: string, alias: string, column: string): string[] {
  const it = `(?:(?<![.\\w])|\\b${alias}\\.)${column}\\b`
  const tuple = `\\([^()]*${it}[^()]*\\)`
  const other = '\\(?\\s*([a-z_]\\w*\\.[a-z_]\\w*)?'
  const after = new RegExp(`(?:${it}|${tuple})\\s*(?:=|in\\b|is\\s+not\\s+distinct\\s+from\\b)\\s*${other}`, 'gi')
  const before = new RegExp(`(?:([a-z_]\\w*\\.[a-z_]\\w*)|[^\\s])\\s*=\\s*(?:any\\s*\\()?\\s*(?:${it}|${tuple})`, 'gi')
  const using = new RegExp(`\\busing\\s*${tuple}`, 'i').test(sql) ? [''] : []
  return [...sql.matchAll(after), ...sql.matchAll(before)].map(match => match[1] ?? '').concat(using)
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

export const statementRules: readonly Rule[] = [ownSchema, ownLocks, noTimeInSql, plainSql]
