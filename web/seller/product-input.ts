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
  const rows = form.getAll('row').map(String)
  return {
    title: text('title'),
    description: text('description'),
    template_id: text('template_id'),
    processing_days: text('processing_days') ? Number(text('processing_days')) : null,
    reserve_at: text('reserve_at') === 'payment' ? 'payment' : 'order',
    pictures: ids,
    variants: rows
      .filter(row => text(`name-${row}`) || text(`sku-${row}`) || text(`price-${row}`))
      .map(row => ({
        ...(text(`id-${row}`) && { id: text(`id-${row}`) }),
        name: text(`name-${row}`),
        color: /^#[0-9a-f]{6}$/.test(text(`color-${row}`)) ? text(`color-${row}`) : null,
        sku: text(`sku-${row}`),
        price_minor: parseMoney(text(`price-${row}`), 'EUR', locale) ?? Number.NaN,
        on_hand: Number(text(`stock-${row}`)),
      })),
  }
}
