/** So much of a title or a query is looked at; more is nobody's wish. */
const wordsMax = 12

/** Words without accents and capitals, letters and digits only: as safe in a statement as they are comparable. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’]/gu, mark => (/\p{M}/u.test(mark) ? '' : ' '))
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** The words of a query, each once. */
export const queryWords = (text: string): string[] => [...new Set(wordsOf(text))].slice(0, wordsMax)

/** Little words that nobody is offered alone, nor at the end of a pair. */
const little = new Set(
  'a an and at by for from in it of on or the to with without au aux avec d de des du en et l la le les ou par pour sans sur un une'.split(
    ' ',
  ),
)

/** What a title lets one search for: each word of it, and each two that follow one another, as written. */
export function termsOf(title: string): string[] {
  const written = (title.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, wordsMax)
  const telling = (word: string | undefined): word is string =>
    word !== undefined && word.length > 1 && !little.has(word)
  return [
    ...new Set(
      written.flatMap((word, n) =>
        telling(word) ? [word, ...(telling(written[n + 1]) ? [`${word} ${written[n + 1]}`] : [])] : [],
      ),
    ),
  ]
}
