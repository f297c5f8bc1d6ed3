import { redirect } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../../kit/country.ts'
import { Checkbox } from '../../kit/forms/choices.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { page, type Web } from '../../kit/page/page.ts'
import { toTerms } from '../../kit/page/terms-link.tsx'
import { type Writing, write } from '../../kit/page/write.ts'
import { Badge } from '../../kit/primitives/badge.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { DefinitionList, KeyValue } from '../../kit/primitives/definition-list.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { StoreMark } from '../../kit/primitives/store-mark.tsx'
import type { Route } from './+types/company.ts'

export const loader = page(({ api }: Web<Route.LoaderArgs>) => api.showCompany({}))

/** Applies for another store: its application continues where the first one was made. */
export const action = write(async ({ api, form, key }: Writing<Route.ActionArgs>) => {
  const { id } = await api.applyForStore({ terms: form.has('terms') as true }, key)
  return redirect(`/join/${id}/store`, 303)
})

export default function Company({ loaderData: { trader, stores }, actionData }: Route.ComponentProps) {
  const t = useTranslations('seller.company')
  const locale = useLocale()
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="grid max-w-5xl items-start gap-3 lg:grid-cols-2">
        <Card title={t('shownToBuyers')} text={t('shownToBuyersText')}>
          {trader ? (
            <DefinitionList>
              <KeyValue label={t('name')}>{trader.legal_name}</KeyValue>
              <KeyValue label={t('address')}>
                {trader.line1}, {trader.postal_code} {trader.city}, {countryName(trader.country, locale)}
              </KeyValue>
              <KeyValue label={t('phone')}>{trader.phone}</KeyValue>
              <KeyValue label={t('email')}>{trader.email}</KeyValue>
              <KeyValue label={t('register')}>{trader.register_number}</KeyValue>
              {trader.vat_number && <KeyValue label={t('vat')}>{trader.vat_number}</KeyValue>}
            </DefinitionList>
          ) : (
            <Callout tone="warn">{t('incomplete')}</Callout>
          )}
        </Card>
        <Card title={t('stores')}>
          <ul className="divide-y divide-line">
            {stores.map(({ id, name, slug, approved }) => (
              <li key={id} className="flex items-center gap-3 py-2">
                <StoreMark name={name} />
                <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
                {approved ? (
                  <a href={`/s/${slug}`} className="text-sm underline">
                    {t('see')}
                  </a>
                ) : (
                  <Badge tone="warn">{t('notApproved')}</Badge>
                )}
              </li>
            ))}
          </ul>
          <div className="mt-3 border-line border-t pt-4">
            <h3 className="font-semibold">{t('another')}</h3>
            <p className="mb-3 text-ink-2">{t('anotherText')}</p>
            <WriteForm result={actionData} reloadDocument>
              <Checkbox name="terms" label={t.rich('terms', { terms: toTerms('seller-terms', locale) })} required />
              <SubmitButton variant="outline" className="self-start">
                {t('apply')}
              </SubmitButton>
            </WriteForm>
          </div>
        </Card>
      </div>
    </>
  )
}
