import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import compile from 'icu-minify/compile'
import { defineConfig, type Plugin, type Rolldown } from 'vite'

export default defineConfig(({ command }) => ({
  plugins: [tailwindcss(), reactRouter(), compiledTexts(), precompress()],
  build: {
    // Browsers that know `light-dark()`, popovers and `:has()`: tokens and script-free menus use them.
    target: 'es2022',
    cssTarget: ['chrome125', 'firefox129', 'safari18'],
    assetsInlineLimit: 0, // the content policy allows no data: fonts, and a cached file beats an inlined copy
  },
  environments: {
    client: { build: { rolldownOptions: { output: { codeSplitting: { groups: chunks } } } } },
    ssr: { build: { rolldownOptions: { input: 'web/server.ts' } } },
  },
  // One file with all that rendering needs starts faster than a few hundred modules, and there is one React for sure.
  ssr: { noExternal: command === 'build' ? true : ['use-intl'] },
  define: command === 'build' ? { 'process.env.NODE_ENV': '"production"' } : {},
  resolve: { alias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } }, // see compiledTexts
  // Otherwise the first visit in development finds dependencies one by one and reloads for each.
  optimizeDeps: { entries: ['web/**/*.{ts,tsx}', '!web/**/*.test.*'] },
}))

/**
 * A request, and how badly a small file compresses, cost more than a page that carries a part it does not show. So
 * what all pages need is one file, and what three pages share is another, named after who shares it (`sharers`). Most
 * shared first: a group takes along what its modules import.
 */
const chunks: Rolldown.CodeSplittingGroup[] = [
  // Each by itself: in a shared chunk the storefront's comes along with parts loaded later, and overrules the console's.
  { name: id => /(\w+)\.css$/.exec(id)?.[1] ?? null, test: /\.css$/, priority: 5 },
  {
    name: 'framework',
    test: /[\\/]node_modules[\\/](react|react-dom|react-router|scheduler|use-intl|@formatjs|clsx)[\\/]/,
    priority: 4,
  },
  // in a file with scripts, the storefront's styles would come to consoles and resize their controls
  { name: id => /styles[\\/](\w+)\.css$/.exec(id)?.[1] ?? null, priority: 5 },
  { name: 'icons', test: /[\\/]node_modules[\\/]lucide-react[\\/]/, minShareCount: 2, priority: 4 },
  ...Object.entries({
    base: 1,
    frame: 1,
    kit: 3,
    'kit-browse': 3,
    'kit-buy': 3,
    'kit-account': 3,
    console: 3,
    browse: 2,
    find: 2,
    buy: 3,
    seller: 3,
    ops: 3,
    join: 3,
  }).map(([name, minShareCount], place) => ({
    debugName: name,
    name: (id: string, context: Rolldown.ChunkingContext) => (sharers(id, context) === name ? name : null),
    minShareCount,
    priority: 3 - place / 100,
  })),
]

/** What people do on which pages of `web/`; a page belongs to the first that matches. */
const activities = Object.entries({
  base: /^(root|entry\.client)\./,
  frame: /^(shop|account)\/layout\./,
  find: /^shop\/(search|categories|stores)\//,
  browse: /^shop\/(home|products|wishes|selling)\//,
  buy: /^shop\/(addresses|cart|checkout|orders|purchases)\//,
  account: /^account\//,
  join: /^join\//,
  seller: /^seller\//,
  ops: /^ops\//,
})

/**
 * Who loads a module: `base` all pages, `frame` all of the storefront, `browse` also those who find, `kit` several
 * activities of the storefront, `console` several consoles. What an activity shares with consoles is `kit-` and its
 * name, so that consoles load nothing else of it.
 */
function sharers(id: string, context: Rolldown.ChunkingContext): string | null {
  if (context.getModuleInfo(id)?.isEntry) return null // it would run as soon as anything beside it is loaded
  const found = new Set<string>()
  const seen = new Set([id])
  for (const each of seen) {
    const path = /[\\/]web[\\/](.*)/.exec(each)?.[1] ?? ''
    const activity = activities.find(([, pages]) => pages.test(path))?.[0]
    if (activity) found.add(activity)
    for (const importer of context.getModuleInfo(each)?.importers ?? []) seen.add(importer)
  }
  const consoles = ['join', 'seller', 'ops'].filter(each => found.delete(each))
  if (found.has('base')) return 'base'
  if (found.has('frame')) return consoles.length > 0 ? 'base' : 'frame'
  if (found.size === 0) return consoles.length > 1 ? 'console' : (consoles[0] ?? null)
  if (found.has('browse')) found.delete('find')
  if (found.size > 1) return 'kit'
  const [activity] = found
  if (consoles.length === 0) return activity!
  return activity === 'find' ? 'kit-browse' : `kit-${activity}`
}

/**
 * Parses the texts of the catalogs when they are bundled: the parser is 9 kB that no browser has to load then. The
 * storefront's texts come without those of accounts, which are a file of their own.
 */
function compiledTexts(): Plugin {
  type Texts = { [key: string]: string | Texts }
  const compiled = (texts: Texts): object =>
    Object.fromEntries(
      Object.entries(texts).map(([key, text]) => [key, typeof text === 'string' ? compile(text) : compiled(text)]),
    )
  return {
    name: 'compiled-texts',
    enforce: 'pre',
    async load(id) {
      if (!/\/web\/messages\/\w\w\/\w+\.ts$/.test(id)) return null
      const { mtimeMs } = await stat(id) // another address for each version: modules are never loaded twice
      const { default: texts } = await import(`${pathToFileURL(id)}?${mtimeMs}`)
      const { account, ...others } = texts
      return `export default ${JSON.stringify(compiled(id.endsWith('/storefront.ts') ? others : texts))}`
    },
  }
}

/** Writes a `.br` and a `.gz` beside each asset of the browser's build, so that the server never compresses one. */
function precompress(): Plugin {
  const brotli = promisify(brotliCompress)
  const zip = promisify(gzip)
  return {
    name: 'precompress',
    apply: 'build',
    applyToEnvironment: environment => environment.name === 'client',
    async writeBundle({ dir }) {
      const files = await readdir(dir!, { recursive: true })
      await Promise.all(
        files
          .filter(file => /\.(js|css|svg|json|txt)$/.test(file))
          .map(async file => {
            const path = join(dir!, file)
            const raw = await readFile(path)
            await writeFile(`${path}.br`, await brotli(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
            await writeFile(`${path}.gz`, await zip(raw, { level: 9 }))
          }),
      )
    },
  }
}
