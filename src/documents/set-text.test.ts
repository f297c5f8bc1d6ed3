import PDFDocument from 'pdfkit'
import { expect, test } from 'vitest'
import { facesFor, mainFont } from '#documents/faces.ts'
import { heightOf, setText } from '#documents/set-text.ts'

/** The pieces of text that are drawn, line by line from left to right, each with its font; and where the text ends. */
async function drawn(text: string, { width = 400, bold = false } = {}) {
  const faces = await facesFor([text])
  const pdf = new PDFDocument({ font: mainFont.regular })
  for (const [name, file] of faces.files) pdf.registerFont(name, file)
  const pieces: { text: string; x: number; y: number; font: string }[] = []
  const write = pdf.text.bind(pdf)
  let font = ''
  const choose = pdf.font.bind(pdf)
  pdf.font = ((name: string) => {
    font = name
    return choose(name)
  }) as typeof pdf.font
  pdf.text = ((piece: string, x: number, y: number, options: object) => {
    pieces.push({ text: piece, x, y, font })
    return write(piece, x, y, options)
  }) as typeof pdf.text
  const place = { width, size: 10, bold }
  const end = setText(pdf, faces, text, { ...place, x: 50, y: 50 })
  const height = heightOf(pdf, faces, text, place)
  pdf.end()
  const lines = [...Map.groupBy(pieces, ({ y }) => y).values()]
  return { lines: lines.map(line => line.map(({ text }) => text)), pieces, end, height }
}

test.each([
  ['Łódź, Đakovo, Ærø', 'DejaVuSans.ttf'],
  ['Київ Δήμος', 'DejaVuSans.ttf'],
  ['陶瓷茶杯', 'noto-sans-sc'],
  ['かな', 'noto-sans-sc'],
  ['서울', 'gowun-dodum'],
  ['हिन्दी', 'noto-sans-devanagari'],
  ['ถนน', 'noto-sans-thai'],
  ['شارع الحرية', 'DejaVuSans.ttf'],
])('E3b %s is set in a font that has it', async (text, font) => {
  const { pieces } = await drawn(text)
  expect(pieces.map(piece => piece.text).join('')).toBe(text)
  for (const piece of pieces) expect(piece.font).toContain(font)
})

test('E3b a right-to-left text stands as it is read, with Latin and numbers in it, and brackets turned', async () => {
  expect((await drawn('Rue (شارع الحرية) 5')).lines).toEqual([['Rue (', 'شارع الحرية', ') ', '5']])
  // words of Arabic stay in one piece, which the font lays from right to left
  expect((await drawn('شارع الحرية 5, Paris')).lines).toEqual([['Paris', ' ,', '5', 'شارع الحرية ']])
  expect((await drawn('محمد (Mo) علي')).lines).toEqual([['( علي', 'Mo', 'محمد )']])
})

test('E3b text is broken between words, of scripts without spaces too, and inside a word that is wider than a line', async () => {
  const { lines, end, height } = await drawn('Tasse à thé en porcelaine fine, décor', { width: 100 })
  expect(lines.map(line => line.join(''))).toEqual(['Tasse à thé en', 'porcelaine fine,', 'décor'])
  expect(end - 50).toBeCloseTo(height)
  const thai = (await drawn('แขวงคลองเตยเหนือเขตวัฒนา', { width: 60 })).lines.map(line => line.join(''))
  expect(thai.length).toBeGreaterThan(1)
  expect(thai.join('')).toBe('แขวงคลองเตยเหนือเขตวัฒนา')
  const long = (await drawn('W'.repeat(30), { width: 60 })).lines.map(line => line.join(''))
  expect(long.join('')).toBe('W'.repeat(30))
  expect(Math.max(...long.map(line => line.length))).toBeLessThan(8)
})
