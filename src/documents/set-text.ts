import bidiFactory, { type Bidi } from 'bidi-js'
import type PDFKit from 'pdfkit'
import type { Faces } from '#documents/faces.ts'

type Place = {
  readonly x: number
  readonly y: number
  readonly width: number
  /** In points. */
  readonly size: number
  readonly align?: 'left' | 'right'
  readonly bold?: boolean
}

/** Sets text of any script at a place of the page, broken into lines of its width; returns where it ends below. */
export function setText(pdf: PDFKit.PDFDocument, faces: Faces, text: string, place: Place): number {
  pdf.fontSize(place.size)
  let { y } = place
  for (const line of linesOf(pdf, faces, text, place)) {
    const runs = inVisualOrder(line, faces, place.bold ?? false)
    const widths = runs.map(run => widthOf(pdf, run))
    let x = place.align === 'right' ? place.x + place.width - widths.reduce((sum, width) => sum + width, 0) : place.x
    for (const [n, { text, face }] of runs.entries()) {
      // a light font with an outline is as dark as the others
      if (face.light) pdf.lineWidth(place.size * (place.bold ? 0.05 : 0.025))
      const options = {
        lineBreak: false,
        ...asAWhole(),
        fill: true,
        stroke: face.light,
        baseline: 'alphabetic' as const,
      }
      pdf.font(face.name).text(text, x, y + place.size * ascent, options)
      x += widths[n]!
    }
    y += lineHeight(place.size)
  }
  return y
}

/** The height of a text at this width, in points. */
export const heightOf = (pdf: PDFKit.PDFDocument, faces: Faces, text: string, place: Omit<Place, 'x' | 'y'>): number =>
  linesOf(pdf.fontSize(place.size), faces, text, place).length * lineHeight(place.size)

/** Of the main font: the fonts of other scripts share its baseline. */
const ascent = 0.93
const lineHeight = (size: number): number => size * 1.22

type Run = { readonly text: string; readonly level: number; readonly face: ReturnType<Faces['faceOf']> }

// with a list of features, also an empty one, a run is shaped as a whole: word by word, words of Arabic come in wrong order
const asAWhole = () => ({ features: [] as PDFKit.Mixins.OpenTypeFeatures[] })
const widthOf = (pdf: PDFKit.PDFDocument, { text, face }: Run): number =>
  pdf.font(face.name).widthOfString(text, asAWhole())

/** Breaks between words; a word that is wider than a line is broken anywhere. */
function linesOf(
  pdf: PDFKit.PDFDocument,
  faces: Faces,
  text: string,
  { width, bold = false }: Pick<Place, 'width' | 'bold'>,
): string[] {
  const measured = (piece: string) => runsOf(piece, faces, bold).reduce((sum, run) => sum + widthOf(pdf, run), 0)
  const lines = ['']
  let used = 0
  const add = (piece: string, wide: number) => {
    const fits = used + wide <= width || piece.trim() === ''
    if (fits) lines[lines.length - 1] += piece
    else lines.push(piece)
    used = fits ? used + wide : wide
  }
  for (const word of wordsOf(text)) {
    const wide = measured(word)
    if (wide <= width) add(word, wide)
    else for (const { segment } of graphemes.segment(word)) add(segment, measured(segment))
  }
  return lines.map(line => line.trim())
}

// it knows the words of scripts that are written without spaces
const words = new Intl.Segmenter('en', { granularity: 'word' })
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Words, each with the punctuation that follows it, and spaces. */
function wordsOf(text: string): string[] {
  const found: string[] = []
  for (const { segment, isWordLike } of words.segment(text.normalize('NFC')))
    if (isWordLike || segment.trim() === '' || found.length === 0 || found.at(-1)!.trim() === '') found.push(segment)
    else found[found.length - 1] += segment
  return found
}

// its types describe the module that bundlers take
const bidi = (bidiFactory as unknown as () => Bidi)()

/** The parts of a line that have one direction and one font, as they are read. */
function runsOf(line: string, faces: Faces, bold: boolean): Run[] {
  const { levels } = bidi.getEmbeddingLevels(line, 'auto')
  const mirrored = bidi.getMirroredCharactersMap(line, levels)
  const runs: Run[] = []
  let at = 0
  for (const character of line) {
    const level = levels[at]!
    const last = runs.at(-1)
    // joiners and marks belong to what they follow
    const face = last && /[\p{M}\u200c\u200d]/u.test(character) ? last.face : faces.faceOf(character, bold)
    const text = mirrored.get(at) ?? character
    if (last && last.level === level && last.face.name === face.name)
      runs[runs.length - 1] = { ...last, text: last.text + text }
    else runs.push({ text, level, face })
    at += character.length
  }
  return runs.map(run =>
    run.level % 2 === 1 && !rightToLeft.test(run.text) ? { ...run, text: reversed(run.text) } : run,
  )
}

/** What the font lays from right to left itself; of other runs, such as brackets, the characters are put in that order here. */
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u
const reversed = (text: string): string => [...text].reverse().join('')

/** The runs from left to right (Unicode bidirectional algorithm, L2). */
function inVisualOrder(line: string, faces: Faces, bold: boolean): Run[] {
  const runs = runsOf(line, faces, bold)
  const highest = Math.max(0, ...runs.map(run => run.level))
  for (let level = highest; level >= 1; level--)
    for (let from = 0; from < runs.length; from++) {
      let to = from
      while (to < runs.length && runs[to]!.level >= level) to++
      if (to > from) runs.splice(from, to - from, ...runs.slice(from, to).reverse())
      from = to
    }
  return runs
}
