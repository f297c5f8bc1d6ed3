import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subset from 'subset-font'

/**
 * `node tools/run.mjs tools/fonts.ts` writes web/styles/fonts from the font's package. Inter's own files contain every
 * weight and the letters of all languages that use an alphabet: 131 kB for a page with a Polish name on it. Our files
 * contain the three weights that the pages use and the letters of Europe's languages; a browser loads only the
 * alphabets it meets, and draws any other letter with a system font.
 */
export const alphabets = {
  /** The letters of Western Europe and all symbols. */
  latin:
    'U+20-7E,U+A0-FF,U+131,U+152-153,U+2BB-2BC,U+2C6,U+2DA,U+2DC,U+2000-206F,U+20AC,U+2122,U+2190-2193,U+2212,U+2215',
  /** The other letters from Irish to Turkish, by their Unicode block; with Romanian's s and t, and capital ẞ. */
  'latin-ext': 'U+100-130,U+132-151,U+154-17F,U+218-21B,U+1E9E,U+20BA',
  greek: 'U+384-38A,U+38C,U+38E-3A1,U+3A3-3CE',
  cyrillic: 'U+400-45F,U+490-491,U+2116',
} as const

const weights = { min: 400, max: 600 }

const options = {
  targetFormat: 'woff2',
  variationAxes: { wght: weights },
  /** Features besides the standard ones: tabular figures, and the two forms that tokens.css uses. */
  keepFeatures: ['kern', 'mark', 'mkmk', 'ccmp', 'locl', 'calt', 'liga', 'rlig', 'rvrn', 'tnum', 'cv11', 'ss03'],
} as const

/** One alphabet as WOFF2. The output is reproducible. */
export function fontOf(alphabet: keyof typeof alphabets): Promise<Buffer> {
  const letters = alphabets[alphabet].split(',').flatMap(range => {
    const [from, to = from] = range
      .slice(2)
      .split('-')
      .map(hex => Number.parseInt(hex, 16))
    return Array.from({ length: to! - from! + 1 }, (_, n) => String.fromCodePoint(from! + n))
  })
  return subset(readFileSync(join(inter, `files/inter-${alphabet}-wght-normal.woff2`)), letters.join(''), options)
}

const inter = dirname(createRequire(import.meta.url).resolve('@fontsource-variable/inter/package.json'))
const folder = fileURLToPath(new URL('../web/styles/fonts/', import.meta.url))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faces: string[] = []
  for (const alphabet of Object.keys(alphabets) as (keyof typeof alphabets)[]) {
    const font = await fontOf(alphabet)
    writeFileSync(join(folder, `inter-${alphabet}.woff2`), font)
    console.log(`${alphabet} ${(font.length / 1_000).toFixed(1)} kB`)
    faces.push(`@font-face {
  font-family: "Inter Variable";
  font-style: normal;
  font-display: swap;
  font-weight: ${weights.min} ${weights.max};
  src: url("./inter-${alphabet}.woff2") format("woff2");
  unicode-range: ${alphabets[alphabet].replaceAll(',', ', ')};
}
`)
  }
  writeFileSync(join(folder, 'inter.css'), `/* Written by tools/fonts.ts. */\n${faces.join('')}`)
  copyFileSync(join(inter, 'LICENSE'), join(folder, 'LICENSE'))
}
