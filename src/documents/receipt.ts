import type PDFKit from 'pdfkit'
import { type Faces, facesFor, mainFont } from '#documents/faces.ts'
import { heightOf, setText } from '#documents/set-text.ts'
import { marketTimeZone } from '#platform/market.ts'

type Amount = { readonly amount_minor: number; readonly currency: string }

/** The data of a receipt; instants are ISO 8601. */
export type Receipt = {
  readonly number: string
  readonly placed_at: string
  readonly paid_at: string | null
  readonly store: { readonly name: string; readonly country: string }
  /** The company behind the store; null when it is not known in full. */
  readonly seller: {
    readonly legal_name: string
    readonly line1: string
    readonly postal_code: string
    readonly city: string
    readonly country: string
    readonly register_number: string
    readonly vat_number: string | null
  } | null
  readonly address: {
    readonly name: string
    readonly line1: string
    readonly line2?: string | undefined
    readonly postal_code: string
    readonly city: string
    readonly country: string
  }
  readonly lines: readonly {
    readonly title: string
    readonly variant: string
    readonly units: number
    readonly unit: Amount
    readonly total: Amount
  }[]
  readonly service: 'standard' | 'express'
  readonly items: Amount
  readonly shipping: Amount
  readonly total: Amount
  readonly refunds: readonly { readonly amount: Amount; readonly ordered_at: string }[]
}

const page = { left: 56, right: 539, top: 56, bottom: 770 }
/** The columns of the table: where they begin, and how wide they are. */
const columns = [
  { x: page.left, width: 264 },
  { x: 320, width: 60, align: 'right' },
  { x: 380, width: 75, align: 'right' },
  { x: 460, width: 79, align: 'right' },
] as const

/** A receipt of one order on A4, in the reader's language; names and titles in any script. About 50 ms of CPU. */
export async function receiptPdf(receipt: Receipt, locale: string): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit') // loaded when needed, which saves 100 ms at the start
  const texts = locale === 'fr' ? french : english
  const tag = locale === 'fr' ? 'fr-FR' : 'en-IE'
  const faces = await facesFor([JSON.stringify(receipt)])
  const options = { size: 'A4', margin: page.left, lang: tag, info: infoOf(receipt), bufferPages: true }
  const pdf = new PDFDocument({ ...options, font: mainFont.regular })
  for (const [name, file] of faces.files) pdf.registerFont(name, file)
  const chunks: Buffer[] = []
  pdf.on('data', chunk => chunks.push(chunk))
  const ended = new Promise(resolve => pdf.on('end', resolve))
  draw({ pdf, faces }, receipt, texts, tag)
  numberPages({ pdf, faces }, receipt.number)
  pdf.end()
  await ended
  return Buffer.concat(chunks)
}

type Sheet = { readonly pdf: PDFKit.PDFDocument; readonly faces: Faces }

const infoOf = ({ number, placed_at }: Receipt) => ({
  Title: number,
  Producer: 'Fondaco',
  Creator: 'Fondaco',
  // the order's time, not now, so that the same receipt is always the same file
  CreationDate: new Date(placed_at),
})

type Texts = typeof english
const english = {
  receipt: 'Receipt',
  order: 'Order',
  placed: 'Ordered',
  paid: 'Paid',
  notPaid: 'Not paid',
  soldBy: 'Sold by',
  deliveredTo: 'Delivery address',
  item: 'Item',
  units: 'Quantity',
  price: 'Price',
  amount: 'Amount',
  goods: 'Items',
  shipping: { standard: 'Delivery (standard)', express: 'Delivery (express)' },
  total: 'Total',
  refunded: 'Refunded',
  note: 'This receipt confirms a payment. It is not a tax invoice.',
}
const french: Texts = {
  receipt: 'Reçu',
  order: 'Commande',
  placed: 'Passée le',
  paid: 'Payée le',
  notPaid: 'Non payée',
  soldBy: 'Vendu par',
  deliveredTo: 'Adresse de livraison',
  item: 'Article',
  units: 'Quantité',
  price: 'Prix',
  amount: 'Montant',
  goods: 'Articles',
  shipping: { standard: 'Livraison (standard)', express: 'Livraison (express)' },
  total: 'Total',
  refunded: 'Remboursé',
  note: 'Ce reçu confirme un paiement. Il ne tient pas lieu de facture.',
}

function draw(sheet: Sheet, receipt: Receipt, texts: Texts, tag: string): void {
  const money = ({ amount_minor, currency }: Amount) =>
    new Intl.NumberFormat(tag, { style: 'currency', currency }).format(amount_minor / 100)
  const day = (instant: string) =>
    new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: marketTimeZone }).format(new Date(instant))
  const country = (code: string) => new Intl.DisplayNames([tag], { type: 'region' }).of(code) ?? code

  const top = head(sheet, receipt, texts, day)
  const { address, store, seller } = receipt
  const company = seller
    ? [
        seller.legal_name,
        seller.line1,
        `${seller.postal_code} ${seller.city}`,
        country(seller.country),
        seller.register_number,
        ...(seller.vat_number ? [seller.vat_number] : []),
      ]
    : [country(store.country)]
  const street = address.line2 ? [address.line1, address.line2] : [address.line1]
  const place = [`${address.postal_code} ${address.city}`, country(address.country)]
  const below = Math.max(
    block(sheet, texts.soldBy, [store.name, ...company], page.left, top),
    block(sheet, texts.deliveredTo, [address.name, ...street, ...place], 300, top),
  )

  const titles = [texts.item, texts.units, texts.price, texts.amount]
  sheet.pdf.y = below + 18
  row(sheet, titles, titles, true)
  rule(sheet)
  for (const line of receipt.lines)
    row(sheet, titles, [`${line.title} – ${line.variant}`, String(line.units), money(line.unit), money(line.total)])
  rule(sheet)
  row(sheet, titles, [texts.goods, '', '', money(receipt.items)])
  row(sheet, titles, [texts.shipping[receipt.service], '', '', money(receipt.shipping)])
  row(sheet, titles, [texts.total, '', '', money(receipt.total)], true)
  for (const refund of receipt.refunds)
    row(sheet, titles, [`${texts.refunded} (${day(refund.ordered_at)})`, '', '', `−${money(refund.amount)}`])
  sheet.pdf.fillColor('#555')
  const note = { x: page.left, y: sheet.pdf.y + 30, width: page.right - page.left, size: 8 }
  setText(sheet.pdf, sheet.faces, texts.note, note)
}

/** Returns where it ends. */
function head({ pdf, faces }: Sheet, receipt: Receipt, texts: Texts, day: (instant: string) => string): number {
  const line = { x: page.left, width: page.right - page.left, size: 9 }
  let y = setText(pdf, faces, 'fondaco.', { ...line, y: page.top, size: 20, bold: true }) + 18
  setText(pdf, faces, texts.receipt, { ...line, y: page.top + 4, size: 14, bold: true, align: 'right' })
  for (const text of [
    `${texts.order} ${receipt.number}`,
    `${texts.placed} ${day(receipt.placed_at)}`,
    receipt.paid_at ? `${texts.paid} ${day(receipt.paid_at)}` : texts.notPaid,
  ])
    y = setText(pdf, faces, text, { ...line, y })
  return y + 18
}

/** Returns where it ends. */
function block({ pdf, faces }: Sheet, title: string, lines: readonly string[], x: number, y: number): number {
  const place = { x, width: 230, size: 9 }
  const below = setText(pdf, faces, title, { ...place, y, bold: true })
  return lines.reduce((y, line) => setText(pdf, faces, line, { ...place, y }), below)
}

/** One row of the table, as high as its title; when the page is full, on a new one, below the head of the table. */
function row(sheet: Sheet, titles: readonly string[], cells: readonly string[], bold = false): void {
  const { pdf, faces } = sheet
  const height = heightOf(pdf, faces, cells[0]!, { width: columns[0].width, size: 9, bold })
  if (pdf.y + height > page.bottom) {
    pdf.addPage()
    pdf.y = page.top
    row(sheet, titles, titles, true)
    rule(sheet)
  }
  const { y } = pdf
  for (const [n, column] of columns.entries()) setText(pdf, faces, cells[n]!, { ...column, y, size: 9, bold })
  pdf.y = y + height + 6
}

function rule({ pdf }: Sheet): void {
  pdf.moveTo(page.left, pdf.y).lineTo(page.right, pdf.y).lineWidth(0.5).strokeColor('#999').stroke().strokeColor('#000')
  pdf.y += 7
}

/** At the foot of each page, if there are several. */
function numberPages({ pdf, faces }: Sheet, order: string): void {
  const { count } = pdf.bufferedPageRange()
  if (count === 1) return
  for (let n = 0; n < count; n++) {
    pdf.switchToPage(n)
    pdf.fillColor('#555')
    const text = `${order} · ${n + 1}/${count}`
    // below the margin, where pdfkit would begin a new page
    pdf.page.margins.bottom = 0
    setText(pdf, faces, text, { x: page.left, y: 796, width: page.right - page.left, size: 8, align: 'right' })
  }
}
