import type { Api, Locale } from '#app/web-context.ts'
import { submittedPhotos } from '../kit/forms/uploader.tsx'
import { parseMoney } from '../kit/money/money.ts'

type Input = Parameters<Api['createProduct']>[0]

/** The form as the API takes it. Photos that came as files (without script) are uploaded first. */
export async function productInput(api: Api, form: FormData, locale: Locale): Promise<Input> {
  const { ids, files } = submittedPhotos(form, 'pictures')
  for (const file of files) {
    const uploaded = await api.uploadPicture({ file: Buffer.from(await file.arrayBuffer()), name: file.name })
    ids.push(uploaded.id)
  }
  const text = (name: string): string => String(form.get(name) ?? '').trim()
  const count = [...form.keys()].filter(name => /^variants\.\d+\.name$/.test(name)).length
  const rows = Array.from({ length: count }, (_, n) => (field: string) => text(`variants.${n}.${field}`))
  return {
    title: text('title'),
    description: text('description'),
    template_id: text('template_id'),
    processing_days: text('processing_days') ? Number(text('processing_days')) : null,
    reserve_at: text('reserve_at') === 'payment' ? 'payment' : 'order',
    pictures: ids,
    variants: rows
      .filter(row => row('name') || row('sku') || row('price'))
      .map(row => ({
        ...(row('id') && { id: row('id') }),
        name: row('name'),
        color: /^#[0-9a-f]{6}$/.test(row('color')) ? row('color') : null,
        sku: row('sku'),
        price_minor: parseMoney(row('price'), 'EUR', locale) ?? Number.NaN,
        on_hand: Number(row('on_hand')),
      })),
  }
}
