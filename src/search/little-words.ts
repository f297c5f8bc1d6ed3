/** Articles, prepositions and conjunctions, as written; single letters are elided or grammatical. */
const byLanguage = {
  en: 'a an and at by for from in into it its my of on or our per s the their this to with without your',
  fr: 'à a au aux avec ce cette ces chez dans de des du elle en et il la le les leur ma mes mon ou par pour sa sans ses son sur un une',
  es: 'a al con de del e el en la las lo los o para por sin su sus un una unas unos y',
  it: 'a ad agli ai al alla alle con da dai dal dalla dei del della delle di e ed gli i il in la le lo nel nella o per su sul un una uno',
  de: 'am an auf aus bei beim das dem den der des die ein eine einem einen einer für fur im in mit oder ohne und vom von zu zum zur',
  tr: 'bir da de icin için ile ve veya',
} as const

/** Words that name goods in one language and are little in another: `or` is gold. */
const namesGoods: Readonly<Record<string, ReadonlySet<string>>> = { fr: new Set(['or']) }

const little = new Set(Object.values(byLanguage).flatMap(words => words.split(' ')))

/** Whether a word, in lower case with its accents, only joins others, in any language but the reader's own use of it. */
export const isLittle = (word: string, locale: string): boolean => little.has(word) && !namesGoods[locale]?.has(word)

/** Words before a size, in the languages of buyers. */
export const sizeNames = [
  'sizes?',
  'tailles?',
  'pointures?',
  'talla',
  'taglia',
  'größe',
  'groesse',
  'grösse',
  'beden',
  'numara',
]
