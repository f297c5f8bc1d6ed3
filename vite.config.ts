import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { reactRouter } from '@react-router/dev/vite'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig, type Plugin } from 'vite'

export default defineConfig(({ command }) => ({
  plugins: [tailwindcss(), reactRouter(), precompress()],
  // Browsers that know `light-dark()`, popovers and `:has()`: the design tokens and the menus without script use them.
  build: {
    target: 'es2022',
    cssTarget: ['chrome125', 'firefox129', 'safari18'],
    assetsInlineLimit: 0, // the content policy allows no data: fonts, and a cached file beats an inlined copy
  },
  environments: { ssr: { build: { rolldownOptions: { input: 'web/server.ts' } } } },
  // One file with all that rendering needs starts faster than a few hundred modules, and there is one React for sure.
  ssr: { noExternal: command === 'build' ? true : undefined },
  define: command === 'build' ? { 'process.env.NODE_ENV': '"production"' } : {},
  // Otherwise the first visit in development finds dependencies one by one and reloads for each.
  optimizeDeps: { entries: ['web/**/*.{ts,tsx}'] },
}))

/** Writes a `.br` and a `.gz` beside each asset of the browser's build, so that the server never compresses one. */
function precompress(): Plugin {
  const compress = { br: promisify(brotliCompress), gz: promisify(gzip) }
  const options = { br: { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }, gz: { level: 9 } }
  return {
    name: 'precompress',
    apply: 'build',
    applyToEnvironment: environment => environment.name === 'client',
    async writeBundle({ dir }) {
      const files = await readdir(dir!, { recursive: true })
      const worth = files.filter(file => /\.(js|css|svg|json|txt)$/.test(file))
      await Promise.all(
        worth.map(async file => {
          const raw = await readFile(join(dir!, file))
          await writeFile(join(dir!, `${file}.br`), await compress.br(raw, options.br))
          await writeFile(join(dir!, `${file}.gz`), await compress.gz(raw, options.gz))
        }),
      )
    },
  }
}
