import { dirname, join } from 'node:path'

export type Import = {
  /** As it is written. */
  readonly written: string
  /** A path from the root, or the name of a package. */
  readonly target: string
  readonly typeOnly: boolean
  /** The values it takes, and what they are called here; `*`: all of them. Types are left out. */
  readonly names: readonly { readonly imported: string; readonly local: string }[]
  readonly line: number
}

/**
 * SQL with the templates nested in it; what else is put in stands as `$`, with its name if it has one: `$where`. An
 * `owned('l.store_id')` stands as what it says: `l.store_id = $`.
 */
export type Statement = {
  readonly sql: string
  /** The variable or function it is kept in: a part of other statements goes by this name there. */
  readonly name: string
  readonly line: number
}

export type Call = {
  readonly callee: string
  /** The variable that keeps its result. */
  readonly keptAs: string
  /** Strings given to it, by place or by key: `{ 1: 'orders.lines' }`, `{ table: 'orders.orders' }`. */
  readonly literals: Readonly<Record<string, string>>
  /** The keys of the objects given to it. */
  readonly keys: readonly string[]
  readonly argumentCount: number
  /** The calls that this one is written in the arguments of. */
  readonly within: readonly string[]
  /** The functions this one stands in, outermost first. */
  readonly functions: readonly string[]
  readonly line: number
}

/** A name or a chain of them that the file uses: `fetch`, `Temporal.Now.instant`. */
export type Name = { readonly name: string; readonly line: number }

/** Something declared, with its first and last line. */
export type Declared = { readonly name: string; readonly from: number; readonly to: number }

/** A function, where it begins and how long it is. */
export type Written = { readonly name: string; readonly line: number; readonly lines: number }

// Each function here collects one kind of fact in the one walk that `sourceOf` makes over the nodes of a file.

// biome-ignore lint/suspicious/noExplicitAny: which kind of node it is, the name of its visit says
type Node = any
/** By kind of node; `…:exit` is called when all within has been visited. */
type Visits = Readonly<Record<string, (node: Node) => void>>
type LineOf = (offset: number) => number
type Places = ReturnType<typeof placesOf>

/** One visitor of several, called in their order. */
export function together(...all: readonly Visits[]): Visits {
  const kinds = new Set(all.flatMap(visits => Object.keys(visits)))
  return Object.fromEntries(
    [...kinds].map(kind => {
      const visits = all.flatMap(each => each[kind] ?? [])
      return [
        kind,
        (node: Node) => {
          for (const visit of visits) visit(node)
        },
      ]
    }),
  )
}

/** Where the walk is: the functions it is in, and the names that values are given. */
export function placesOf(lineOf: LineOf) {
  const names = new Map<number, string>()
  const open: string[] = []
  const enter = (node: Node) => void open.push(names.get(node.start) ?? node.id?.name ?? '')
  const visits: Visits = {
    VariableDeclarator(node) {
      if (node.init && node.id.type === 'Identifier') names.set(node.init.start, node.id.name)
    },
    Property(node) {
      if (node.key.name) names.set(node.value.start, node.key.name)
    },
    MethodDefinition: node => void names.set(node.value.start, node.key.name ?? ''),
    FunctionDeclaration: enter,
    FunctionExpression: enter,
    ArrowFunctionExpression: enter,
  }
  return {
    visits,
    lineOf,
    /** The functions the walk is in, outermost first. */
    open,
    /** What the value of a node is kept as. */
    nameOf: (node: Node): string => names.get(node.start) ?? '',
  }
}

export function declarationsOf(lineOf: LineOf) {
  const found: Declared[] = []
  const note = (name: string, node: Node) => found.push({ name, from: lineOf(node.start), to: lineOf(node.end) })
  const declared = (node: Node, statement: Node): void => {
    if (node?.type === 'FunctionDeclaration' || node?.type === 'ClassDeclaration')
      note(node.id?.name ?? 'default', statement)
    for (const { id, init } of node?.type === 'VariableDeclaration' ? node.declarations : []) {
      const names = id.type === 'Identifier' ? [id.name] : (id.properties ?? []).map((each: Node) => each.value?.name)
      for (const name of names) if (name) note(name, statement)
      const object = init?.type === 'TSAsExpression' || init?.type === 'TSSatisfiesExpression' ? init.expression : init
      for (const each of object?.type === 'ObjectExpression' ? object.properties : [])
        if (each.key?.name) note(`${id.name}.${each.key.name}`, each)
    }
  }
  const visits: Visits = {
    Program(node) {
      for (const statement of node.body) declared(statement.declaration ?? statement, statement)
    },
  }
  return { found, visits }
}

/** What a file keeps for as long as the process lives: variables, and containers that begin empty, to be filled. */
export function keptOf(lineOf: LineOf) {
  const found: Name[] = []
  const isFilledLater = (init: Node): boolean =>
    (init?.type === 'NewExpression' && /^(Map|Set|Array)$/.test(init.callee.name) && init.arguments.length === 0) ||
    (init?.type === 'ArrayExpression' && init.elements.length === 0) ||
    (init?.type === 'ObjectExpression' && init.properties.length === 0)
  const isReadonly = (id: Node): boolean => /^Readonly/.test(id.typeAnnotation?.typeAnnotation.typeName?.name ?? '')
  const visits: Visits = {
    Program(node) {
      for (const statement of node.body) {
        const declared = statement.declaration ?? statement
        if (declared.type !== 'VariableDeclaration' || declared.declare) continue
        for (const { id, init } of declared.declarations)
          if (declared.kind !== 'const' || (isFilledLater(init) && !isReadonly(id)))
            found.push({ name: id.name ?? 'several', line: lineOf(statement.start) })
      }
    },
  }
  return { found, visits }
}

export function functionsOf({ open, lineOf }: Places) {
  const found: Written[] = []
  const leave = (node: Node) => {
    const [first, last] = [lineOf(node.start), lineOf(node.end)]
    found.push({ name: open.pop()!, line: first, lines: last - first + 1 })
  }
  const kinds = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']
  return { found, visits: Object.fromEntries(kinds.map(kind => [`${kind}:exit`, leave])) }
}

const all = [{ imported: '*', local: '*' }]

export function importsOf(path: string, lineOf: LineOf) {
  const found: Import[] = []
  const note = (node: Node, typeOnly: boolean, names: Import['names']) => {
    const written: string = node.source.value
    found.push({ written, target: resolve(path, written), typeOnly, names, line: lineOf(node.start) })
  }
  const visits: Visits = {
    ImportDeclaration(node) {
      const values = node.specifiers.filter((each: Node) => each.importKind !== 'type')
      const ofTypes = node.importKind === 'type' || (node.specifiers.length > 0 && values.length === 0)
      const imported = (each: Node) => each.imported?.name ?? (each.type === 'ImportDefaultSpecifier' ? 'default' : '*')
      note(
        node,
        ofTypes,
        values.map((each: Node) => ({ imported: imported(each), local: each.local.name })),
      )
    },
    ExportNamedDeclaration(node) {
      const values = node.specifiers.filter((each: Node) => each.exportKind !== 'type')
      const names = values.map((each: Node) => ({ imported: each.local.name, local: each.exported.name }))
      if (node.source) note(node, node.exportKind === 'type', names)
    },
    ExportAllDeclaration: node => note(node, node.exportKind === 'type', all),
    ImportExpression(node) {
      if (node.source.type === 'Literal') note(node, false, all)
    },
    CallExpression(node) {
      const loads = /^(require|(globalThis\.)?process\.getBuiltinModule)$/.test(chainOf(node.callee) ?? '')
      const [source] = node.arguments
      if (loads && source?.type === 'Literal') note({ ...node, source }, false, all)
    },
    TSImportType: node => note(node, true, []),
  }
  return { found, visits }
}

/** A path from the root of what an import names; a package stays what it is. */
function resolve(path: string, written: string): string {
  const bare = written.replace(/\?\w+$/, '')
  if (bare.startsWith('#demo/')) return bare.slice(1)
  if (bare.startsWith('#')) return `src/${bare.slice(1)}`
  return bare.startsWith('.') ? join(dirname(path), bare) : bare
}

export function namesOf(lineOf: LineOf) {
  const found: Name[] = []
  const values: Name[] = []
  const bigints: number[] = []
  /** Where identifiers stand that only name a class: of which an instance is made or a property is read. */
  const looks = new Set<number>()
  /** Where identifiers stand that only name a property. */
  const keys = new Set<number>()
  const key = (node: Node) => void (node.computed || node.shorthand || keys.add(node.key.start))
  const visits: Visits = {
    Property: key,
    MethodDefinition: key,
    PropertyDefinition: key,
    TSPropertySignature: key,
    TSMethodSignature: key,
    NewExpression: node => void looks.add(node.callee.start),
    BinaryExpression(node) {
      if (node.operator === 'instanceof') looks.add(node.right.start)
    },
    TSTypeReference: node => void looks.add(node.typeName.start),
    TSQualifiedName: node => void looks.add(node.left.start).add(node.right.start),
    MemberExpression(node) {
      if (!node.computed) keys.add(node.property.start)
      if (!node.computed) looks.add(node.object.start)
      const name = chainOf(node)
      if (name) found.push({ name, line: lineOf(node.start) })
    },
    Identifier(node) {
      if (keys.has(node.start)) return
      found.push({ name: node.name, line: lineOf(node.start) })
      if (!looks.has(node.start)) values.push({ name: node.name, line: lineOf(node.start) })
    },
    Literal(node) {
      if (typeof node.value === 'bigint') bigints.push(lineOf(node.start))
    },
  }
  return { found, values, bigints, visits }
}

export function callsOf({ open, lineOf, nameOf }: Places) {
  const found: Call[] = []
  const within: string[] = []
  const note = (callee: string, node: Node) =>
    found.push({
      callee,
      keptAs: nameOf(node),
      ...argumentsOf(node),
      argumentCount: node.arguments.length,
      within: [...within],
      functions: [...open],
      line: lineOf(node.start),
    })
  const visits: Visits = {
    NewExpression: node => void note(`new ${chainOf(node.callee) ?? ''}`, node),
    CallExpression(node) {
      note(chainOf(node.callee) ?? '', node)
      within.push(chainOf(node.callee) ?? '')
    },
    'CallExpression:exit': () => void within.pop(),
  }
  return { found, visits }
}

function argumentsOf(node: Node): { literals: Record<string, string>; keys: string[] } {
  const literals: Record<string, string> = {}
  const keys: string[] = []
  node.arguments.forEach((argument: Node, i: number) => {
    const text = textOf(argument)
    if (text !== null) literals[i] = text
    if (argument.type !== 'ObjectExpression') return
    for (const { key, value } of argument.properties) {
      if (!key?.name) continue
      keys.push(key.name)
      const inner = textOf(value)
      if (inner !== null) literals[key.name] = inner
    }
  })
  return { literals, keys }
}

/** SQL templates, each with those nested in it; names that `sql` only quotes; strings given to the driver. */
export function sqlOf({ open, lineOf, nameOf }: Places) {
  const tags = new Set(['sql'])
  /** What is finished; a template swallows those within its expressions. */
  const pieces: (Statement & { start: number; end: number; whole: boolean })[] = []
  const add = (node: Node, sql: string, whole: boolean) =>
    pieces.push({
      sql,
      whole,
      start: node.start,
      end: node.end,
      name: nameOf(node) || open.at(-1) || '',
      line: lineOf(node.start),
    })
  const swallow = (hole: Node): string => {
    const inner = pieces.filter(piece => piece.start >= hole.start && piece.end <= hole.end)
    for (const piece of inner) pieces.splice(pieces.indexOf(piece), 1)
    if (inner.length > 0) return inner.map(piece => piece.sql).join(' ')
    return partName(hole) === 'owned' ? `${textOf(hole.arguments?.[0])} = $` : `$${partName(hole)}`
  }
  const visits: Visits = {
    ImportSpecifier(node) {
      if (node.imported.name === 'sql') tags.add(node.local.name)
    },
    'CallExpression:exit'(node) {
      const [object, method = ''] = (chainOf(node.callee) ?? '').split('.').slice(-2)
      const given = textOf(node.arguments[0])
      if (given === null) return
      const quotes = tags.has(object!) && ['table', 'ref', 'id', 'raw', 'lit'].includes(method)
      if (quotes || method === 'query') add(node, given, method === 'raw' || method === 'query')
    },
    'TaggedTemplateExpression:exit'({ tag, quasi, ...node }) {
      if (tag.type !== 'Identifier' || !tags.has(tag.name)) return
      const holes = quasi.expressions.map(swallow)
      add(node, quasi.quasis.map((part: Node, i: number) => part.value.cooked + (holes[i] ?? '')).join(''), true)
    },
  }
  return { visits, found: (): Statement[] => pieces.filter(piece => piece.whole) }
}

/** What a part of a statement is called: the variable, or the function that makes it. */
const partName = (node: Node): string =>
  node.type === 'Identifier' ? node.name : node.type === 'CallExpression' ? partName(node.callee) : ''

/** `a.b.c` of a chain of plain names; null when it begins otherwise, but for what it ends in: `.query`. */
function chainOf(node: Node): string | null {
  if (node.type === 'Identifier') return node.name
  if (node.type === 'ChainExpression') return chainOf(node.expression)
  if (node.type !== 'MemberExpression' || node.computed) return null
  return `${chainOf(node.object) ?? ''}.${node.property.name}`
}

/** A string as it is written, without what is put in. */
function textOf(node: Node): string | null {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'TemplateLiteral') return node.quasis.map((part: Node) => part.value.cooked).join('$')
  return null
}
