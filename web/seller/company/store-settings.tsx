import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { aboutMaxCharacters, objectionMaxCharacters, textMaxCharacters } from '#sellers/limits.ts'
import { checkedDetails } from '#sellers/states.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Input, Textarea } from '../../kit/forms/inputs.tsx'
import { Uploader } from '../../kit/forms/uploader.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'

type Rules = Awaited<ReturnType<Api['productRules']>>
type Settings = Awaited<ReturnType<Api['showStoreSettings']>>

/** What a store changes at once: its text, pictures and contact addresses. */
export function StoreSettings({ settings, rules, result }: { settings: Settings; rules: Rules; result: unknown }) {
  const t = useTranslations('seller.company')
  const pictures = { max: 1, maxBytes: rules.picture_max_bytes, minSidePx: rules.picture_min_side_px }
  return (
    <Card title={t('settings')} text={t('settingsText')}>
      <WriteForm result={result} name="settings" encType="multipart/form-data">
        <Uploader name="logo" label={t('logo')} {...pictures} initial={settings.logo ? [settings.logo] : []} />
        <Uploader name="banner" label={t('banner')} {...pictures} initial={settings.banner ? [settings.banner] : []} />
        <Field name="about" label={t('about')} hint={t('aboutHint')} optional>
          <Textarea maxLength={aboutMaxCharacters} defaultValue={settings.about} />
        </Field>
        <Field name="email" label={t('email')}>
          <Input type="email" required defaultValue={settings.email ?? ''} />
        </Field>
        <Field name="phone" label={t('phone')} hint={t('phoneHint')}>
          <Input type="tel" maxLength={25} required defaultValue={settings.phone ?? ''} />
        </Field>
        <SubmitButton className="self-start">{t('save')}</SubmitButton>
      </WriteForm>
    </Card>
  )
}

/** Checked details: a change is requested here and decided by operators. */
export function DetailsRequest({ settings, result }: { settings: Settings; result: unknown }) {
  const t = useTranslations('seller.company')
  const { details, request } = settings
  return (
    <Card title={t('details')} text={t('detailsText')}>
      {request && <RequestState request={request} />}
      <details className="mt-2">
        <summary className="w-fit cursor-pointer font-medium hover:underline">{t('requestChange')}</summary>
        <WriteForm result={result} name="details" className="mt-3 flex flex-col gap-4">
          {checkedDetails.map(field => {
            const optional = field === 'latin_name' || field === 'vat_number'
            return (
              <Field
                key={field}
                name={field}
                label={t(`field.${field}`)}
                optional={optional}
                hint={field === 'latin_name' && t('latinHint')}
              >
                <Input
                  maxLength={textMaxCharacters}
                  required={!optional}
                  defaultValue={
                    request?.decided_at === null
                      ? (request.after[field] ?? details[field] ?? '')
                      : (details[field] ?? '')
                  }
                />
              </Field>
            )
          })}
          <Field name="note" label={t('note')} optional>
            <Textarea maxLength={objectionMaxCharacters} />
          </Field>
          <SubmitButton variant="outline" className="self-start">
            {t('request')}
          </SubmitButton>
        </WriteForm>
      </details>
    </Card>
  )
}

function RequestState({ request }: { request: NonNullable<Settings['request']> }) {
  const t = useTranslations('seller.company')
  const fields = checkedDetails.filter(field => field in request.after)
  const tone = request.approved === null ? 'info' : request.approved ? 'ok' : 'bad'
  return (
    <Callout tone={tone} title={t(request.approved === null ? 'open' : request.approved ? 'approved' : 'rejected')}>
      <p className="text-ink-3 text-sm">
        <DateTime at={request.decided_at ?? request.requested_at} />
      </p>
      {request.reason && <p>{request.reason}</p>}
      <ul>
        {fields.map(field => (
          <li key={field}>
            {t(`field.${field}`)}: <s className="text-ink-3">{request.before[field]}</s> {request.after[field]}
          </li>
        ))}
      </ul>
    </Callout>
  )
}
