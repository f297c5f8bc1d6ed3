/** Most words of a title or a query that are used. */
const wordsMax = 12

/** Words without accents and capitals, only letters and digits, so that they are comparable and safe in a statement. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replaceAll(/[\p{M}'’]/gu, mark => (/\p{M}/u.test(mark) ? '' : ' '))
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** The words of a query, each once. */
export const queryWords = (text: string): string[] => [...new Set(wordsOf(text))].slice(0, wordsMax)

/** Short function words that are not suggested alone or at the end of a pair. */
const little = new Set(
  'a an and at by for from in it of on or the to with without au aux avec d de des du en et l la le les ou par pour sans sur un une'.split(
    ' ',
  ),
)

/** The search terms of a title: each word, and each pair of consecutive words, as written. */
export function termsOf(title: string): string[] {
  const written = (title.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, wordsMax)
  const isSignificant = (word: string | undefined): word is string =>
    word !== undefined && word.length > 1 && !little.has(word)
  return [
    ...new Set(
      written.flatMap((word, n) =>
        isSignificant(word) ? [word, ...(isSignificant(written[n + 1]) ? [`${word} ${written[n + 1]}`] : [])] : [],
      ),
    ),
  ]
}
