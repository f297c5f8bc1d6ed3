/** A node of PostgreSQL's own form of a parsed statement, as `debug_print_parse` writes it: fields by name. */
export type Node = { readonly node: string; readonly [field: string]: Tree }
export type Tree = Node | readonly Tree[] | string | null

/** Reads `{NAME :field value …}`, `(list …)`, `<>` and plain words. */
export function readTree(text: string): Tree {
  const tokens = text.match(/\{[A-Z_0-9]+|[{}()]|<>|"(?:[^"\\]|\\.)*"|:[a-zA-Z_0-9]+|(?:\\.|[^\s{}()\\])+/g) ?? []
  let at = 0
  const value = (): Tree => {
    const token = tokens[at++]!
    if (token === '<>') return null
    if (token === '(') {
      const list: Tree[] = []
      while (tokens[at] !== ')') list.push(value())
      at++
      return list
    }
    if (!token.startsWith('{')) return token
    const fields: Record<string, Tree> = { node: token.slice(1) }
    while (tokens[at] !== '}') {
      const field = tokens[at++]!.slice(1)
      const values: Tree[] = []
      while (tokens[at] !== '}' && !tokens[at]!.startsWith(':')) values.push(value())
      fields[field] = values.length > 1 ? values : (values[0] ?? null)
    }
    at++
    return fields as Node
  }
  return value()
}

/** All nodes in it, itself first. */
export function* nodesIn(tree: Tree | undefined): Generator<Node> {
  if (!tree || typeof tree === 'string') return
  if (Array.isArray(tree)) for (const each of tree) yield* nodesIn(each)
  else {
    yield tree as Node
    for (const field of Object.values(tree)) if (typeof field !== 'string') yield* nodesIn(field)
  }
}
