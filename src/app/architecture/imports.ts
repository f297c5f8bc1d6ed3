import { inEach, inServer, inWeb, type Rule } from '#app/architecture/breach.ts'
import type { Import } from '#app/architecture/facts.ts'
import type { Source } from '#app/architecture/source.ts'
import { layers } from '#app/modules.ts'

const layerOf = new Map<string, number>(layers.map(([name], layer) => [name, layer]))
const moduleOf = (target: string): string => target.split('/')[1]!
const main = 'main.ts'

/** Imports that lead to files of the server. */
const within = ({ imports }: Source): readonly Import[] => imports.filter(each => each.target.startsWith('src/'))

const downward: Rule = {
  name: 'a module imports only layers below it',
  reason: 'Calls go down, events go up: so imports never form a circle. The layers are listed in app/modules.ts.',
  find: inEach(source =>
    !inServer(source) || source.module === main
      ? []
      : within(source)
          .filter(({ target }) => moduleOf(target) !== source.module && moduleOf(target) !== main)
          .filter(({ target }) => !(layerOf.get(moduleOf(target))! < layerOf.get(source.module)!))
          .map(({ target, line }) => ({ line, what: `imports ${target}` })),
  ),
}

const serverAlone: Rule = {
  name: 'the server imports neither pages nor the demo, tests or tools',
  reason: 'It runs without them: they use the server, and may be left out of what is deployed.',
  find: inEach(source =>
    !inServer(source)
      ? []
      : source.imports
          .filter(({ target }) => /^(web|demo|test|e2e|bench|tools)\//.test(target))
          .map(({ target, line }) => ({ line, what: `imports ${target}` })),
  ),
}

const absolute: Rule = {
  name: 'inside src, imports are written from its root',
  reason: 'One way to name a file (#module/file.ts): a relative path hides which module it leads into.',
  find: inEach(source =>
    !inServer(source)
      ? []
      : source.imports
          .filter(({ written, target }) => written.startsWith('.') && target.startsWith('src/'))
          .map(({ written, line }) => ({ line, what: `imports ${written}` })),
  ),
}

/** Data and schemas that other modules may take straight from their file. */
const openFiles = /\/(refusals|policy|states|limits|events|deadlines|control-refusals|log-ins)\.ts$/

const entry: Rule = {
  name: 'a module is entered by index.ts, or by its pure data',
  reason: 'What index.ts does not export is the module’s own business and may change.',
  find: inEach(source =>
    !inServer(source) || source.module === main
      ? []
      : within(source)
          .filter(({ target }) => ![source.module, 'platform', 'api'].includes(moduleOf(target)))
          .filter(({ target }) => !target.endsWith('/index.ts') && !openFiles.test(target))
          .filter(({ target }) => !(source.module === 'app' && /\/(providers|demo)\//.test(target)))
          .map(({ target, line }) => ({ line, what: `imports ${target}` })),
  ),
}

/** The database and its transactions know what they keep of the clock, the policies and the holidays, and these read it. */
const knownCircle = new Set(['db', 'tx', 'clock', 'policy', 'calendar'].map(name => `src/platform/${name}.ts`))

const circles: Rule = {
  name: 'no circles of imports, inside a module or between modules',
  reason: 'A file can be read, and loaded, after those it names: a type that two share stands in the one below.',
  find(sources) {
    const edges = new Map(sources.map(({ path, imports }) => [path, imports.map(({ target }) => target)]))
    return circlesOf(edges)
      .filter(circle => !circle.every(path => knownCircle.has(path)))
      .map(circle => circle.join(' → '))
  },
}

function circlesOf(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = []
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path)
    if (at >= 0) found.push([...trail.slice(at), path])
    if (at >= 0 || done.has(path)) return
    for (const next of edges.get(path) ?? []) if (edges.has(next)) visit(next, [...trail, path])
    done.add(path)
  }
  for (const path of edges.keys()) visit(path, [])
  return found
}

/** Files of plain data and plain functions, which the browser loads too. */
const pureFiles =
  /^src\/(?!app\/).*\/(states|refusals|limits|roles|services|accounts|journal-kinds|machine|market|payable)\.ts$/

const pure: Rule = {
  name: 'pure files import pure files only, and hold what JSON and the browser know',
  reason: 'The browser loads them: with one import of server code comes all of it, and browsers have no Temporal.',
  find: inEach(source =>
    !pureFiles.test(source.path)
      ? []
      : [
          ...source.imports
            .filter(({ target, typeOnly }) => !typeOnly && !pureFiles.test(target))
            .map(({ target, line }) => ({ line, what: `imports ${target}` })),
          ...source.names
            .filter(({ name }) => name === 'Temporal' || name === 'BigInt')
            .map(({ name, line }) => ({ line, what: `uses ${name}` })),
          ...source.bigints.map(line => ({ line, what: 'has a bigint' })),
        ],
  ),
}

const webTakesTypes: Rule = {
  name: 'the web takes types and pure files from the server, never its code',
  reason: 'Pages use the public routes and nothing else: what a person can do, a program can.',
  find: inEach(source =>
    !inWeb(source)
      ? []
      : within(source)
          .filter(({ target, typeOnly }) => !typeOnly && !pureFiles.test(target))
          // what the server hands to a request of pages: the typed client, the language, the session
          .filter(({ target }) => target !== 'src/app/web-context.ts')
          .map(({ target, line }) => ({ line, what: `imports ${target}` })),
  ),
}

const rooms = ['shop', 'seller', 'ops', 'join', 'account', 'gallery']

const audiences: Rule = {
  name: 'the folders of the web’s audiences do not import each other',
  reason: 'Each audience can be changed, and loaded, without the others; what they share stands in web/kit.',
  find: inEach(source =>
    !inWeb(source) || !rooms.includes(source.module)
      ? []
      : source.imports
          .filter(({ target }) => target.startsWith('web/') && rooms.includes(moduleOf(target)))
          .filter(({ target }) => moduleOf(target) !== source.module)
          .map(({ target, line }) => ({ line, what: `imports ${target}` })),
  ),
}

export const importRules: readonly Rule[] = [
  downward,
  serverAlone,
  absolute,
  entry,
  circles,
  pure,
  webTakesTypes,
  audiences,
]
