/// <reference path="./wawoff2.d.ts" />
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The fonts of a document: the main one, and the parts of further ones for the scripts that it contains. */
export type Faces = {
  /** The files of the further ones by name; the name of the main font is its path. */
  readonly files: ReadonlyMap<string, Buffer>
  /** The name of a character's font, and whether it is lighter than the others. */
  faceOf(character: string, bold: boolean): Face
}
type Face = { readonly name: string; readonly light: boolean }

const require = createRequire(import.meta.url)

/** Has Latin, Greek, Cyrillic, Hebrew and Arabic, and is the only one with a bold. */
export const mainFont = {
  regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
}

/** Families for the other scripts, cut into parts of some hundred characters: a document loads the parts it needs. */
const families = [
  {
    characters: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u,
    folder: '@fontsource-variable/noto-sans-sc',
    file: 'noto-sans-sc-{part}-wght-normal.woff2',
    light: true, // of all weights, a PDF can hold only the lightest
  },
  { characters: /\p{Script=Hangul}/u, folder: '@fontsource/gowun-dodum', file: 'gowun-dodum-{part}-400-normal.woff2' },
  {
    characters: /\p{Script=Devanagari}/u,
    folder: '@fontsource/noto-sans-devanagari',
    file: 'noto-sans-devanagari-{part}-400-normal.woff2',
  },
  {
    characters: /\p{Script=Thai}/u,
    folder: '@fontsource/noto-sans-thai',
    file: 'noto-sans-thai-{part}-400-normal.woff2',
  },
]

/** Loads the fonts for these texts. A character without a font is shown as a box. */
export async function facesFor(texts: readonly string[]): Promise<Faces> {
  const files = new Map<string, Buffer>()
  const faces = new Map<string, Face>()
  for (const character of new Set(texts.join(''))) {
    const family = families.find(({ characters }) => characters.test(character))
    const part = family && partOf(family.folder, character.codePointAt(0)!)
    if (!part) continue
    const path = join(folderOf(family.folder), 'files', family.file.replace('{part}', part))
    faces.set(character, { name: path, light: family.light ?? false })
    if (!files.has(path)) files.set(path, await decompressed(path))
  }
  return {
    files,
    faceOf: (character, bold) =>
      faces.get(character) ?? { name: bold ? mainFont.bold : mainFont.regular, light: false },
  }
}

/** pdfkit cannot embed the compressed form. */
async function decompressed(path: string): Promise<Buffer> {
  const { default: woff2 } = await import('wawoff2')
  return Buffer.from(await woff2.decompress(await readFile(path)))
}

const folderOf = (family: string): string => dirname(require.resolve(`${family}/package.json`))

const parts = new Map<string, (readonly [part: string, from: number, to: number])[]>()

/** The part of a family that has a character, by the ranges that its package lists: `U+4e00-4e0f,U+4e10`. */
function partOf(family: string, codePoint: number): string | undefined {
  let ranges = parts.get(family)
  if (!ranges) {
    const listed = JSON.parse(readFileSync(join(folderOf(family), 'unicode.json'), 'utf8')) as Record<string, string>
    ranges = Object.entries(listed).flatMap(([part, list]) =>
      list.split(',').map(range => {
        const [from, to = from] = range.slice(2).split('-')
        return [part.replaceAll(/[[\]]/g, ''), Number.parseInt(from!, 16), Number.parseInt(to!, 16)] as const
      }),
    )
    parts.set(family, ranges)
  }
  return ranges.find(([, from, to]) => from <= codePoint && codePoint <= to)?.[0]
}
