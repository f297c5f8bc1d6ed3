/** Letters that Unicode does not decompose into a Latin letter and a mark. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  Æ: 'AE',
  æ: 'ae',
  Œ: 'OE',
  œ: 'oe',
  Ø: 'O',
  ø: 'o',
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  Ð: 'D',
  ð: 'd',
  Þ: 'TH',
  þ: 'th',
  ı: 'i',
}

const pattern = new RegExp(`[${Object.keys(letters).join('')}]`, 'gu')

/** Text with its Latin letters without marks: `Kırmızı Straße` is `Kirmizi Strasse`. Other scripts stay. */
export const plainLatin = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(pattern, letter => letters[letter]!)
