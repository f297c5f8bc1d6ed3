import { type ExportFormat, exportFormats } from '#exports/limits.ts'
import { Field } from '../forms/field.tsx'
import { Input, Select } from '../forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../forms/write-form.tsx'
import { Card } from '../primitives/card.tsx'
import { type JobArea, useJobTexts } from './job.ts'

/** What `ExportForm` sends, for the page's action. */
export const exportOf = (form: FormData) => ({
  from: String(form.get('from')),
  to: String(form.get('to')),
  format: String(form.get('format')) as ExportFormat,
})

/** Asks for a period to export orders of. */
export function ExportForm({
  area,
  result,
  days,
}: {
  area: JobArea
  result: unknown
  /** Initial values of the fields, `YYYY-MM-DD`. */
  days: { readonly from: string; readonly to: string }
}) {
  const t = useJobTexts(area)
  return (
    <Card id="orders" title={t('orders')} text={t(area === 'seller' ? 'ordersText' : 'allOrdersText')}>
      <WriteForm result={result} name="orders" className="flex flex-col gap-3">
        <div className="grid grid-cols-2 gap-3">
          <Field name="from" label={t('from')}>
            <Input type="date" defaultValue={days.from} required />
          </Field>
          <Field name="to" label={t('to')}>
            <Input type="date" defaultValue={days.to} required />
          </Field>
        </div>
        <Field name="format" label={t('format')}>
          <Select defaultValue="xlsx">
            {exportFormats.map(each => (
              <option key={each} value={each}>
                {t(`formats.${each}`)}
              </option>
            ))}
          </Select>
        </Field>
        <p className="text-ink-3 text-xs">{t(area === 'seller' ? 'personal' : 'recorded')}</p>
        <SubmitButton className="self-start">{t('start')}</SubmitButton>
      </WriteForm>
    </Card>
  )
}
