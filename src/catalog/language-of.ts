/** Little words that are frequent in a language and rare in the others; words that two languages share are left out. */
const littleWords: Readonly<Record<string, string>> = {
  en: 'the and of with for from this that is are was by your you it its which has have not or an as be',
  fr: 'le les des du une est dans avec pour sur qui pas vous votre ce cette aux ou et sont nous chaque sans',
  de: 'der die das und mit für auf ist nicht ein eine einer dem den von zu im aus auch wird sie bei sich',
  es: 'el los las del una con para por que es y su como más pero este esta son muy sin al lo hecho hecha',
  it: 'il gli della delle dei di che è per una con sono nel nella dal alla come più non questo questa ogni',
  pt: 'o os uma com para não que em ao dos das é são muito mais seu sua pelo pela feito feita',
  nl: 'de het een van en met voor niet is dat deze aan ook door wordt zijn bij uit naar te',
  pl: 'i w na z do się nie jest to że dla od po oraz który która przez ma są',
  tr: 've bir bu için ile olan olarak çok daha gibi kadar değil her en',
}

/** The languages of each little word. */
const languages = Map.groupBy(
  Object.entries(littleWords).flatMap(([language, words]) => words.split(' ').map(word => ({ word, language }))),
  ({ word }) => word,
)

/** So many of its little words must stand in a text before we say that it is in a language. */
const wordsMin = 3

/** Of a long text the beginning tells enough. */
const readCharacters = 1_000

/**
 * The language a text is written in, as its BCP 47 code, by its little words; null when too few of them say so, or as
 * many say another. For `lang` attributes and notices: sellers write in one language, and do not tell which.
 */
export function languageOf(text: string): string | null {
  const counts = new Map<string, number>()
  for (const word of text
    .slice(0, readCharacters)
    .toLowerCase()
    .match(/\p{L}+/gu) ?? [])
    for (const { language } of languages.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1)
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1])
  if (!first || first[1] < wordsMin || first[1] === second?.[1]) return null
  return first[0]
}
