import { readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { alphabets, fontOf } from '../../tools/fonts.ts'

const file = (alphabet: string) => new URL(`fonts/inter-${alphabet}.woff2`, import.meta.url)

test.each(Object.keys(alphabets) as (keyof typeof alphabets)[])(
  'the letters of %s are what the tool makes of the package',
  async alphabet => {
    expect(readFileSync(file(alphabet)).equals(await fontOf(alphabet)), 'node tools/run.mjs tools/fonts.ts').toBe(true)
  },
)

test('a page with a Polish and a Turkish name loads at most 40 kB of fonts', () => {
  expect(statSync(file('latin')).size + statSync(file('latin-ext')).size).toBeLessThanOrEqual(40_000)
})

test('every letter of the languages of Europe has a font, and each exactly one', () => {
  const faces = [
    ...readFileSync(new URL('fonts/inter.css', import.meta.url), 'utf8').matchAll(/unicode-range:([^;]*);/g),
  ]
  const ranges = faces.map(([, text]) =>
    text!
      .trim()
      .split(/,\s+/)
      .map(range =>
        range
          .slice(2)
          .split('-')
          .map(hex => Number.parseInt(hex, 16)),
      ),
  )
  const fontsOf = (letter: string) =>
    ranges.filter(face =>
      face.some(([from, to = from]) => from! <= letter.codePointAt(0)! && letter.codePointAt(0)! <= to!),
    )
  const letters =
    'AZaz09 –—‘’“”„«»…€£₺№' + // signs
    'àâæçéèêëîïôœùûüÿß¿¡ñãõøåäöžšč' + // French, German, Spanish, Portuguese, Nordic
    'ąćęłńóśźżřěůťďňľĺŕőűâăîșțşţğıİđģķļņēīūāčėįųūġħċŭ' + // from Poland to Malta and Turkey
    'αβγδεζηθικλμνξοπρςστυφχψωάέήίόύώϊϋΐΰΆΈΉΊΌΎΏ' +
    'абвгдежзийклмнопрстуфхцчшщъьюяєіїґјљњћџђўѓќѕэыё'
  for (const letter of letters) expect(fontsOf(letter), letter).toHaveLength(1)
})
