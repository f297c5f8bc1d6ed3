import { createRequire } from 'node:module'
import type PDFKit from 'pdfkit'
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
  readonly items: Amount
  readonly shipping: Amount
  readonly total: Amount
  readonly refunds: readonly { readonly amount: Amount; readonly ordered_at: string }[]
}

const page = { left: 56, right: 539, top: 56, bottom: 770 }
const column = { units: 360, unit: 380, total: 460 }

/** A receipt of one order on A4, in the reader's language. About 20 ms. */
export async function receiptPdf(receipt: Receipt, locale: string): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit') // loaded when needed, which saves 100 ms at the start
  const texts = locale === 'fr' ? french : english
  const tag = locale === 'fr' ? 'fr-FR' : 'en-IE'
  const pdf = new PDFDocument({ size: 'A4', margin: page.left, font: fonts.regular, lang: tag, info: infoOf(receipt) })
  const chunks: Buffer[] = []
  pdf.on('data', chunk => chunks.push(chunk))
  const ended = new Promise(resolve => pdf.on('end', resolve))
  draw(pdf, receipt, texts, tag)
  pdf.end()
  await ended
  return Buffer.concat(chunks)
}

const require = createRequire(import.meta.url)
const fonts = {
  regular: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: require.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
}

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
  shipping: 'Shipping',
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
  shipping: 'Livraison',
  total: 'Total',
  refunded: 'Remboursé',
  note: 'Ce reçu confirme un paiement. Il ne tient pas lieu de facture.',
}

function draw(pdf: PDFKit.PDFDocument, receipt: Receipt, texts: Texts, tag: string): void {
  const money = ({ amount_minor, currency }: Amount) =>
    new Intl.NumberFormat(tag, { style: 'currency', currency }).format(amount_minor / 100)
  const day = (instant: string) =>
    new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: marketTimeZone }).format(new Date(instant))
  const country = (code: string) => new Intl.DisplayNames([tag], { type: 'region' }).of(code) ?? code

  pdf.font(fonts.bold).fontSize(20).text('fondaco.', page.left, page.top)
  pdf.fontSize(14).text(texts.receipt, page.left, page.top + 4, { width: page.right - page.left, align: 'right' })
  pdf.font(fonts.regular).fontSize(9).moveDown(2)
  pdf.text(`${texts.order} ${receipt.number}`, page.left)
  pdf.text(`${texts.placed} ${day(receipt.placed_at)}`)
  pdf.text(receipt.paid_at ? `${texts.paid} ${day(receipt.paid_at)}` : texts.notPaid)

  const top = pdf.y + 18
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
  block(pdf, texts.soldBy, [store.name, ...company], page.left, top)
  const street = address.line2 ? [address.line1, address.line2] : [address.line1]
  const place = [`${address.postal_code} ${address.city}`, country(address.country)]
  block(pdf, texts.deliveredTo, [address.name, ...street, ...place], 300, top)
  pdf.y = top + 115

  row(pdf, [texts.item, texts.units, texts.price, texts.amount], fonts.bold)
  rule(pdf)
  for (const line of receipt.lines)
    row(pdf, [`${line.title} – ${line.variant}`, String(line.units), money(line.unit), money(line.total)])
  rule(pdf)
  row(pdf, [texts.goods, '', '', money(receipt.items)])
  row(pdf, [texts.shipping, '', '', money(receipt.shipping)])
  row(pdf, [texts.total, '', '', money(receipt.total)], fonts.bold)
  for (const refund of receipt.refunds)
    row(pdf, [`${texts.refunded} (${day(refund.ordered_at)})`, '', '', `−${money(refund.amount)}`])
  pdf.moveDown(3).font(fonts.regular).fontSize(8).fillColor('#555').text(texts.note, page.left, pdf.y)
}

function block(pdf: PDFKit.PDFDocument, title: string, lines: readonly string[], x: number, y: number): void {
  pdf.font(fonts.bold).text(title, x, y, { width: 230 }).font(fonts.regular)
  for (const line of lines) pdf.text(line, { width: 230 })
}

/** One row of the table, as high as its title needs; a new page when this one is full. */
function row(pdf: PDFKit.PDFDocument, [title, ...cells]: readonly string[], font: string = fonts.regular): void {
  pdf.font(font).fontSize(9)
  const height = pdf.heightOfString(title!, { width: column.units - page.left - 16 })
  if (pdf.y + height > page.bottom) pdf.addPage()
  const y = pdf.y
  for (const [n, x] of [column.units, column.unit, column.total].entries())
    pdf.text(cells[n]!, x - 40, y, { width: (n === 0 ? 40 : 79) + (n > 0 ? 40 : 0), align: 'right', lineBreak: false })
  pdf.text(title!, page.left, y, { width: column.units - page.left - 16 })
  pdf.y = y + height + 6
}

function rule(pdf: PDFKit.PDFDocument): void {
  pdf.moveTo(page.left, pdf.y).lineTo(page.right, pdf.y).lineWidth(0.5).strokeColor('#999').stroke()
  pdf.y += 7
}
