import { redirect } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../../kit/country.ts'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { logInPath } from '../../kit/page/refusal.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Card } from '../../kit/primitives/card.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { textsOf } from '../../messages/notices.ts'
import { deliveryOf } from '../checkout/delivery.ts'
import type { Route } from './+types/addresses.ts'
import { AddressFields, addressLine, addressOf } from './address-fields.tsx'

export const loader = page(async ({ api, viewer, url, cookies }: Web<Route.LoaderArgs>) => {
  if (viewer.kind === 'guest') throw redirect(logInPath(url.pathname))
  const [{ items: saved }, delivery] = await Promise.all([api.listAddresses({}), deliveryOf(api, cookies)])
  return { saved, delivery }
})

export const action = write(async ({ api, form, formName, key, url, ...visit }: Writing<Route.ActionArgs>) => {
  const notice = textsOf(visit.locale, 'storefront')
  const [verb, address_id = ''] = formName.split(' ')
  if (verb === 'add') await api.saveAddress({ address: addressOf(form) }, key)
  else if (verb === 'change') await api.changeAddress({ address_id, address: addressOf(form) })
  else await api.deleteAddress({ address_id })
  return goTo(url.pathname, visit, notice(verb === 'remove' ? 'addressGone' : 'addressKept'))
})

export default function Addresses({ loaderData: { saved, delivery }, actionData }: Route.ComponentProps) {
  const t = useTranslations('storefront.addresses')
  const locale = useLocale()
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-4">
      <title>{`${t('title')} · Fondaco`}</title>
      <h1 className="font-semibold text-3xl">{t('title')}</h1>
      {saved.length === 0 && <EmptyState title={t('empty')} text={t('emptyText')} />}
      {saved.map(({ id, address }) => (
        <Card key={id} title={address.name} text={`${addressLine(address)}, ${countryName(address.country, locale)}`}>
          <details>
            <summary className="w-fit cursor-pointer text-sm underline">{t('change')}</summary>
            <WriteForm result={actionData} name={`change ${id}`} className="mt-4 flex flex-col gap-4">
              <AddressFields address={address} delivery={delivery} />
              <SubmitButton variant="outline">{t('save')}</SubmitButton>
            </WriteForm>
            <WriteForm result={actionData} name={`remove ${id}`} className="mt-3">
              <SubmitButton variant="danger">{t('remove')}</SubmitButton>
            </WriteForm>
          </details>
        </Card>
      ))}
      <Card title={t('new')}>
        <WriteForm result={actionData} name="add">
          <AddressFields delivery={delivery} />
          <SubmitButton>{t('add')}</SubmitButton>
        </WriteForm>
      </Card>
    </div>
  )
}
