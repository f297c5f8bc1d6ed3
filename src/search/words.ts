import { plainLatin } from '#platform/latin.ts'
import { isLittle, sizeNames } from '#search/little-words.ts'
import { plainMeasures } from '#search/measures.ts'

/** Most words of a title or a query that are used. */
const wordsMax = 12

/** Apostrophes, and hyphens after a single letter, as in `T-shirt`, which is one word. */
const apostrophes = /['’]/gu
const afterOneLetter = /(?<![\p{L}\p{N}])(\p{L})-(?=\p{L}{2})/gu

/** Scripts that write words without spaces: each pair of characters counts as a word. */
const withoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]/u

/**
 * Words without accents and capitals, only letters and digits, so that they are comparable and safe in a statement.
 * Measures have one form (`plainMeasures`), and so have irregular plurals.
 */
export const wordsOf = (text: string): string[] =>
  (
    plainMeasures(plainLatin(text).replaceAll(apostrophes, ' ').toLowerCase().replaceAll(afterOneLetter, '$1')).match(
      /[\p{L}\p{N}]+/gu,
    ) ?? []
  ).flatMap(word => (withoutSpaces.test(word) ? pairsOf(word) : (sameWords.get(word) ?? word)))

function pairsOf(word: string): string[] {
  const characters = [...word]
  return characters.length < 3 ? [word] : characters.slice(1).map((character, n) => `${characters[n]}${character}`)
}

/** English plurals that stemming does not reduce to the singular, and American spellings. */
const sameWords = new Map(
  (
    'calves calf|cacti cactus|children child|feet foot|geese goose|halves half|knives knife|leaves leaf|loaves loaf|' +
    'men man|mens man|mice mouse|scarves scarf|shelves shelf|teeth tooth|wolves wolf|women woman|womens woman|' +
    'aluminum aluminium|color colour|colored coloured|colors colours|gray grey|jewelry jewellery|pajamas pyjamas|' +
    'tire tyre|tires tyres'
  )
    .split('|')
    .map(pair => pair.split(' ') as [string, string]),
)

/**
 * The words that documents contain: those of the text, numbers also without their units, and what a hyphen joins also
 * as one word.
 */
export function indexedWordsOf(text: string): string[] {
  const joined = (text.match(/[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)+/gu) ?? []).map(each =>
    each.replaceAll('-', ''),
  )
  return [...wordsOf(text), ...(plainLatin(text).match(/\d+/g) ?? []), ...joined.flatMap(wordsOf)]
}

/** The words of a query, each once. */
export const queryWords = (text: string): string[] => [...new Set(wordsOf(text))].slice(0, wordsMax)

/**
 * The words that a product must have to be found: those of the query without little words, unless there are no others.
 * A size is one word with its number or letters: `size 38` is `size38`.
 */
export function significantWords(text: string, locale: string): string[] {
  const written = text.normalize('NFC').toLowerCase().replaceAll('’', "'")
  const significant = written
    .replaceAll(sizes, ' size$1 ')
    .replaceAll(elisions, ' ')
    .replaceAll(/[\p{L}\p{M}\p{N}]+/gu, (word, at: number, whole: string) =>
      isLittle(word, locale) && !isJoined(whole, at, word.length) ? ' ' : word,
    )
  const words = queryWords(significant)
  return words.length > 0 ? words : queryWords(text)
}

const sizes = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[...sizeNames].join('|')})\\s+((?:\\d+(?:[.,/]\\d+)?|\\d?x{0,3}[sml])(?![\\p{L}\\p{N}]))`,
  'gu',
)
/** `d’or`, `l’huile`, also written with a space. */
const elisions = /(?<![\p{L}\p{N}])(?:(?:[cdjlmnst]|qu|dell|nell|all|sull|un)'|[dl] (?=[aeiouyhéèêœæîô]))/gu

/** Part of a word with a hyphen or slash, as the `a` of `a-line`. */
const isJoined = (text: string, at: number, length: number): boolean =>
  /[-/]/.test(text[at - 1] ?? '') || /[-/]/.test(text[at + length] ?? '')

/** The search terms of a title: each word, and each pair of consecutive words, as written. */
export function termsOf(title: string): string[] {
  const written = (title.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, wordsMax)
  const isSignificant = (word: string | undefined): word is string =>
    word !== undefined && word.length > 1 && !isLittle(word, 'en')
  return [
    ...new Set(
      written.flatMap((word, n) =>
        isSignificant(word) ? [word, ...(isSignificant(written[n + 1]) ? [`${word} ${written[n + 1]}`] : [])] : [],
      ),
    ),
  ]
}

/**
 * What a title names: in English the last word before `with`, `for`, `of` and the like, in Romance languages the first
 * one where such a word follows. `Jade paper lantern with tassels`: lantern; `Lampe de table`: lampe, table.
 */
export function headWordsOf(title: string): string[] {
  const words = (title.toLowerCase().match(/[\p{L}\p{M}\p{N}'’-]+/gu) ?? []).slice(0, wordsMax)
  const end = words.findIndex((word, n) => n > 0 && isLittle(word, 'en'))
  const named = (end < 0 ? words : words.slice(0, end)).filter(word => word.length > 1 && !/\d/.test(word))
  return [...new Set([...named.slice(-1), ...(end > 0 ? named.slice(0, 1) : [])].flatMap(wordsOf))]
}

/**
 * The words that alone are a name, or one of several, beside whom it is for: `Scarves and shawls`: scarf, shawls;
 * `Men’s shirts`: shirts; `Pendant lights`: none.
 */
export const namesOfOneWord = (name: string): string[] =>
  name.split(/,| (?:and|et|y|e|und|ve) /u).flatMap(part => {
    const words = significantWords(part, 'en').filter(word => !people.has(word))
    return words.length === 1 ? words : []
  })

const people = new Set('man woman girls boys child baby homme femme fille garcon enfant bebe s'.split(' '))
