import { redirect } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { checkedDetails } from '#sellers/states.ts'
import { countryName } from '../../kit/country.ts'
import { Checkbox } from '../../kit/forms/choices.tsx'
import { submittedPhotos } from '../../kit/forms/uploader.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { toTerms } from '../../kit/page/terms-link.tsx'
import { type Writing, write } from '../../kit/page/write.ts'
import { Badge } from '../../kit/primitives/badge.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { DefinitionList, KeyValue } from '../../kit/primitives/definition-list.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { StoreMark } from '../../kit/primitives/store-mark.tsx'
import { textsOf } from '../../messages/notices.ts'
import type { Route } from './+types/company.ts'
import { DetailsRequest, StoreSettings } from './store-settings.tsx'

export const loader = page(async ({ api }: Web<Route.LoaderArgs>) => {
  const [company, settings, rules] = await Promise.all([
    api.showCompany({}),
    api.showStoreSettings({}),
    api.productRules({}),
  ])
  return { ...company, settings, rules }
})

/** Saves settings, requests a change, or applies for another store, whose application continues where the first one was made. */
export const action = write(async ({ api, form, formName, key, url, ...visit }: Writing<Route.ActionArgs>) => {
  const notice = textsOf(visit.locale, 'seller')
  const text = (name: string) => String(form.get(name) ?? '').trim()
  if (formName === 'settings') {
    const upload = async (name: string) => {
      const { ids, files } = submittedPhotos(form, name)
      if (!files[0]) return ids.at(-1) ?? null
      return (await api.uploadPicture({ file: Buffer.from(await files[0].arrayBuffer()), name: files[0].name })).id
    }
    const [logo, banner] = await Promise.all([upload('logo'), upload('banner')])
    await api.saveStoreSettings({ about: text('about'), email: text('email'), phone: text('phone'), logo, banner }, key)
    return goTo(url.pathname, visit, notice('saved'))
  }
  if (formName === 'details') {
    const { latin_name, vat_number, ...required } = Object.fromEntries(checkedDetails.map(name => [name, text(name)]))
    await api.requestDetails(
      { ...required, latin_name: latin_name || null, vat_number: vat_number || null, note: text('note') },
      key,
    )
    return goTo(url.pathname, visit, notice('detailsRequested'))
  }
  const { id } = await api.applyForStore({ terms: form.has('terms') as true }, key)
  return redirect(`/join/${id}/store`, 303)
})

export default function Company({ loaderData: { trader, stores, settings, rules }, actionData }: Route.ComponentProps) {
  const t = useTranslations('seller.company')
  const locale = useLocale()
  return (
    <>
      <PageHeader title={t('title')} />
      <div className="grid max-w-5xl items-start gap-3 lg:grid-cols-2">
        <StoreSettings settings={settings} rules={rules} result={actionData} />
        <DetailsRequest settings={settings} result={actionData} />
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
