/** What units are counted in, and how many of it they are. Small units, so that `1.5 kg` is a whole number. */
const units: readonly (readonly [names: string, unit: string, times: number])[] = [
  ['mm|millimet(?:er|re)s?|millimetres?', 'mm', 1],
  ['cm|centimet(?:er|re)s?', 'mm', 10],
  ['m|met(?:er|re)s?', 'mm', 1_000],
  ['g|gr|grams?|grammes?', 'g', 1],
  ['kg|kilos?|kilograms?|kilogrammes?', 'g', 1_000],
  ['ml|millilit(?:er|re)s?', 'ml', 1],
  ['cl|centilit(?:er|re)s?', 'ml', 10],
  ['l|lit(?:er|re)s?', 'ml', 1_000],
  ['w|watts?', 'w', 1],
  ['v|volts?', 'v', 1],
  ['gb|go', 'gb', 1],
  ['tb', 'gb', 1_024],
  ['mah', 'mah', 1],
  ['wh', 'wh', 1],
  ['inch|inches|pouces?|po|"|″', 'in', 1],
]
const unitOf = (written: string) => units.find(([names]) => new RegExp(`^(?:${names})$`, 'u').test(written))!

const measured = new RegExp(
  `(?<![\\p{L}\\p{N}])(\\d+(?:[.,]\\d+)?)\\s?-?(${units.map(([names]) => names).join('|')})(?![\\p{L}\\p{N}])`,
  'gu',
)

/**
 * Text in lower case with one form for each measure: `40x60`, `40 × 60` → `40 60`; `28 cm`, `0.28 m` → `280mm`;
 * `1,000` → `1000`; `1.50` → `1d5`; `3/4` → `3f4`.
 */
export const plainMeasures = (text: string): string =>
  text
    .replaceAll(
      /(?<![\d.,])([1-9]\d{0,2})((?:[,.\s]\d{3})+)(?![\d.,]?\d)/gu,
      (_, first, rest) => first + rest.replaceAll(/\D/g, ''),
    )
    .replaceAll(/(?<=\d)\s*[x×*]\s*(?=\d)/gu, ' ')
    .replaceAll(measured, (_, number, written) => {
      const [, unit, times] = unitOf(written)
      return ` ${plainNumber(Number(number.replace(',', '.')) * times)}${unit} `
    })
    .replaceAll(/\d+[.,]\d+/g, number => plainNumber(Number(number.replace(',', '.'))))
    .replaceAll(/(?<=\d)[/⁄](?=\d)/g, 'f')

const plainNumber = (number: number): string => `${Math.round(number * 1_000) / 1_000}`.replace('.', 'd')
