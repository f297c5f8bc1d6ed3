import { readdirSync, readFileSync, statSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildWeb } from '#app/build-web.ts'
import type { Area } from './messages/catalogs.ts'
import { catalogsOf } from './messages/catalogs.ts'

type Manifest = {
  entry: { module: string; imports: string[] }
  routes: Record<string, { id: string; parentId?: string; module: string; imports: string[] }>
}

const client = new URL('../build/client/', import.meta.url)
const assets = new URL('assets/', client)
const zipped = (file: string): number => statSync(new URL(`.${file}.gz`, client)).size

/** The router's view of the build: the routes with their scripts. */
let manifest: Manifest
/** The addresses of the texts by language and catalog: fetched by the entry. */
let texts: Record<string, string>

beforeAll(async () => {
  await buildWeb()
  const file = readdirSync(assets).find(name => /^manifest-.*\.js$/.test(name))!
  manifest = JSON.parse(/^window\.__reactRouterManifest=(.*);$/s.exec(readFileSync(new URL(file, assets), 'utf8'))![1]!)
  const { module, imports } = manifest.entry
  const entry = [module, ...imports].map(file => readFileSync(new URL(`.${file}`, client), 'utf8')).join('')
  const found = entry.matchAll(/"?\.\/(\w\w\/\w+)\.ts"?[`"']?:\(\)=>.*?import\([`"']\.\/([^`"']+)/g)
  texts = Object.fromEntries([...found].map(([, name, address]) => [name!, `/assets/${address}`]))
}, 120_000)

/** All scripts of a hydrated page: the router, its layouts, the page, and its texts in the larger language. */
function scriptsOf(id: string, area: Area): Set<string> {
  const files = new Set([manifest.entry.module, ...manifest.entry.imports])
  for (let at: string | undefined = id; at; at = manifest.routes[at]!.parentId) {
    files.add(manifest.routes[at]!.module)
    for (const file of manifest.routes[at]!.imports) files.add(file)
  }
  for (const name of catalogsOf(area)) files.add(texts[`fr/${name}`]!)
  return files
}

const kB = (files: Iterable<string>): number => [...files].reduce((sum, file) => sum + zipped(file), 0) / 1_000

describe('the compressed size of a page, its script and texts in French', () => {
  test.each([
    ['shop', 'storefront', 149, 15],
    ['account', 'account', 142, 14],
    ['join', 'join', 155, 17],
    ['seller', 'seller', 180, 21],
    ['ops', 'ops', 174, 23],
  ] as const)('every page of %s', (folder, area, mostKb, mostFiles) => {
    const pages = Object.keys(manifest.routes).filter(id => id.startsWith(`${folder}/`))
    expect(pages.length).toBeGreaterThan(3)
    const heavy = pages
      .map(id => ({ id, files: scriptsOf(id, area) }))
      .filter(({ files }) => kB(files) > mostKb || files.size > mostFiles)
      .map(({ id, files }) => `${id}: ${kB(files).toFixed(1)} kB in ${files.size} files`)
    expect(heavy).toEqual([])
  })
})

test('no style sheet comes along with a script that is loaded later: it would overrule that of the page', () => {
  const sheets = readdirSync(assets)
    .filter(name => name.endsWith('.js'))
    .flatMap(name => {
      // what the bundler loads beside each `import()` of the file
      const beside = /__vite__mapDeps=.*?\[([^\]]*)\]/.exec(readFileSync(new URL(name, assets), 'utf8'))?.[1] ?? ''
      return [...beside.matchAll(/[^"`']+\.css/g)].map(([sheet]) => `${name}: ${sheet}`)
    })
  expect(sheets).toEqual([])
})
