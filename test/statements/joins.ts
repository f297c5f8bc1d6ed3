import { type Node, nodesIn, type Tree } from './node-tree.ts'

/** A table of owners, by the oid that statements know it by: its name and the number of the owner's column. */
export type Spread = ReadonlyMap<string, { readonly name: string; readonly column: string }>

/**
 * The tables that a statement reads for several owners, or for all, and that do not meet the others by their owners:
 * `a.owner = b.owner`, said of the two tables themselves, not of a list of values between them. Their rows would have to
 * travel between nodes.
 */
export function unmet(statement: Tree, spread: Spread): string[] {
  const met = new Meeting()
  const scopes: Node[][] = []
  read(statement as Node, [], { spread, met, scopes })
  return scopes.flatMap(([first, ...others]) =>
    others.filter(other => !met.together(first!, other)).map(other => nameOf(other, spread)),
  )
}

type Reading = { readonly spread: Spread; readonly met: Meeting; readonly scopes: Node[][] }

/** Reads a query within `outer` ones. Returns the tables that whoever reads its rows must meet, too. */
function read(query: Node, outer: readonly Node[], reading: Reading): Node[] {
  const levels = [query, ...outer]
  for (const node of ownNodes(query)) {
    const [left, right] = node.node === 'OPEXPR' && node.opfuncid === uuidEquals ? (node.args as readonly Node[]) : []
    const ends = [left, right].map(end => end && ownerTable(end, levels, reading.spread))
    if (ends[0] && ends[1]) reading.met.meet(ends[0], ends[1])
  }
  const tables = list(query.rtable).filter(table => isSpread(table, reading.spread) && isRead(table, query))
  const parts = list(query.rtable).flatMap(table => (table.rtekind === subquery ? [table.subquery as Node] : []))
  const inner = parts.map(part => read(part, levels, reading))
  for (const part of list(query.cteList)) keep(read(part.ctequery as Node, levels, reading), reading)
  for (const node of ownNodes(query))
    if (node.node === 'SUBLINK') {
      const found = read(node.subselect as Node, levels, reading)
      // a correlated one is computed where the rows around it are
      if (found.some(table => tables.some(other => reading.met.together(table, other)))) tables.push(...found)
      else keep(found, reading)
    }
  if (query.setOperations) {
    for (const branch of inner) keep(branch, reading)
    return []
  }
  tables.push(...inner.flat())
  if (outer.length === 0) keep(tables, reading)
  return tables
}

function keep(tables: Node[], { scopes }: Reading): void {
  if (tables.length > 1) scopes.push(tables)
}

const uuidEquals = '2956'
const [relation, subquery, join, group] = ['0', '1', '2', '9']
const list = (tree: Tree | undefined): readonly Node[] => (Array.isArray(tree) ? (tree as readonly Node[]) : [])
const isSpread = (table: Node, spread: Spread) => table.rtekind === relation && spread.has(String(table.relid))
const nameOf = (table: Node, spread: Spread) => spread.get(String(table.relid))!.name

/** Not the target of an INSERT, of which nothing is read. */
const isRead = (table: Node, query: Node): boolean =>
  query.commandType !== '3' || list(query.rtable).indexOf(table) !== Number(query.resultRelation) - 1

/** The nodes of a query but for those of queries in it. */
function* ownNodes(query: Node): Generator<Node> {
  const inner = new Set<Node>()
  for (const node of nodesIn(query)) {
    if (node !== query && node.node === 'QUERY') for (const each of nodesIn(node)) inner.add(each)
    if (!inner.has(node)) yield node
  }
}

/** The table whose owner a column is. */
function ownerTable(column: Node, levels: readonly Node[], spread: Spread): Node | null {
  if (column.node !== 'VAR') return null
  const own = levels.slice(Number(column.varlevelsup))
  const table = list(own[0]?.rtable)[Number(column.varno) - 1]
  if (!table) return null
  const n = Number(column.varattno)
  if (isSpread(table, spread)) return spread.get(String(table.relid))!.column === column.varattno ? table : null
  if (table.rtekind === group) return ownerTable(list(table.groupexprs)[n - 1]!, own, spread)
  if (table.rtekind === join) return ownerTable(list(table.joinaliasvars)[n - 1]!, own, spread)
  if (table.rtekind !== subquery) return null
  const query = table.subquery as Node
  const selected = list(query.targetList).find(target => Number(target.resno) === n)
  return selected ? ownerTable(selected.expr as Node, [query, ...own], spread) : null
}

/** Which tables meet, directly or by others. */
class Meeting {
  readonly #groups = new Map<Node, Set<Node>>()
  meet(one: Node, other: Node): void {
    const all = new Set([...this.#of(one), ...this.#of(other)])
    for (const each of all) this.#groups.set(each, all)
  }
  together(one: Node, other: Node): boolean {
    return this.#of(one).has(other)
  }
  #of(table: Node): Set<Node> {
    return this.#groups.get(table) ?? new Set([table])
  }
}
