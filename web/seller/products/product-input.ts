import type { Api } from '#app/web-context.ts'
import { marketCurrency } from '#platform/market.ts'
import { submittedPhotos } from '../../kit/forms/uploader.tsx'
import type { Locale } from '../../kit/i18n.tsx'
import { parseMoney } from '../../kit/money/money.ts'
import type { Values, VariantValues } from './product-values.ts'
import { noShade } from './variant-matrix.ts'

type Category = Awaited<ReturnType<Api['showStoreCategory']>>
type Attributes = Values['attributes']

/**
 * The typed values of the form. `read` are the values it was loaded with, for an existing product. Photos that came as
 * files (without script) are uploaded first. An unreadable number is NaN, which the API refuses.
 */
export async function productInput(api: Api, form: FormData, locale: Locale, read?: Values): Promise<Values> {
  const upload = async (file: File) =>
    (await api.uploadPicture({ file: Buffer.from(await file.arrayBuffer()), name: file.name })).id
  const { ids, files } = submittedPhotos(form, 'pictures')
  for (const file of files) ids.push(await upload(file))
  // a field that script hides is repeated visibly for pages without script, and the visible one comes last
  const text = (name: string): string => {
    const value = form.getAll(name).at(-1)
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : ''
  }
  const category = text('category') ? await api.showStoreCategory({ category: text('category') }) : null
  return {
    title: text('title'),
    description: text('description'),
    category: category?.key ?? null,
    attributes: category ? attributesOf(category, form) : {},
    template_id: text('template_id') || null,
    processing_days: text('processing_days') ? Number(text('processing_days')) : null,
    reserve_at: text('reserve_at') === 'payment' ? 'payment' : 'order',
    pictures: ids,
    variants: await variantsOf(form, text, upload, locale, read),
  }
}

/** The attributes of the category, each converted to its kind; empty fields are left out. */
function attributesOf({ attributes }: Category, form: FormData): Attributes {
  const values: Attributes = {}
  for (const { key, kind } of attributes) {
    const texts = form.getAll(`attributes.${key}`).map(value => String(value).trim())
    const filled = texts.filter(Boolean)
    if (filled.length === 0) continue
    const [first] = filled
    if (kind === 'choices') values[key] = filled
    else if (kind === 'number') values[key] = Number(first!.replace(',', '.'))
    else if (kind === 'yes_no') values[key] = first === 'yes'
    else values[key] = first!
  }
  return values
}

async function variantsOf(
  form: FormData,
  text: (name: string) => string,
  upload: (file: File) => Promise<string>,
  locale: Locale,
  read: Values | undefined,
): Promise<VariantValues[]> {
  const count = new Set([...form.keys()].filter(name => /^variants\.\d+\.sku$/.test(name))).size
  const rows = Array.from({ length: count }, (_, n) => (field: string) => text(`variants.${n}.${field}`))
  const files = rows.map((_, n) => submittedPhotos(form, `variants.${n}.picture`))
  const written = ['name', 'color_key', 'size', 'sku', 'price', 'gtin']
  const kept = rows
    .map((row, n) => ({ row, photos: files[n]! }))
    .filter(({ row }, n) => n === 0 || row('id') || written.some(field => row(field)))
  return Promise.all(
    kept.map(async ({ row, photos }, position) => {
      const was = read?.variants.find(({ id }) => id === row('id'))
      const shade = row('color') || null
      return {
        ...(row('id') && { id: row('id') }),
        position,
        name: row('name'),
        color_key: row('color_key') || null,
        // a color field always has a value: its initial gray counts as empty unless it was stored
        color: shade === noShade && (was ? was.color === null : !row('color_key')) ? null : shade,
        size: row('size') || null,
        sku: row('sku') || null,
        gtin: row('gtin') || null,
        price_minor: row('price') ? (parseMoney(row('price'), marketCurrency, locale) ?? Number.NaN) : null,
        on_hand: Number(row('on_hand') || 0),
        weight_grams: row('weight_grams') ? Number(row('weight_grams')) : (was?.weight_grams ?? 500),
        picture: photos.files[0] ? await upload(photos.files[0]) : (photos.ids.at(-1) ?? null),
      }
    }),
  )
}
