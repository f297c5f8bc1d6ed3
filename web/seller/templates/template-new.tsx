import { useTranslations } from 'use-intl'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { storePath } from '../../kit/page/store-path.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { textsOf } from '../../messages/notices.ts'
import type { Route } from './+types/template-new.ts'
import { carriersFor } from './carriers-for.ts'
import { newRate, TemplateForm } from './template-form.tsx'
import { fieldsOf, templateInput } from './template-input.ts'

export const loader = page(async ({ api }: Web<Route.LoaderArgs>) => {
  const [carriers, { items: markets }] = await Promise.all([carriersFor(api, null), api.listMarkets({})])
  return { carriers, markets }
})

export const action = write(async ({ api, form, key, params, ...visit }: Writing<Route.ActionArgs>) => {
  const { id } = await api.createTemplate(templateInput(fieldsOf(form), visit.locale), key)
  return goTo(storePath(params.store, `/templates/${id}`), visit, textsOf(visit.locale, 'seller')('templateCreated'))
})

/** Starts with one zone that has every open country: one price for all is the simplest template. */
export default function NewTemplate({ loaderData: { carriers, markets }, actionData }: Route.ComponentProps) {
  const t = useTranslations('seller.template')
  const countries = markets.filter(market => market.open).map(market => market.country)
  return (
    <>
      <PageHeader title={t('new')} text={t('newText')} />
      <TemplateForm
        template={{ name: '', zones: [{ countries, rates: { standard: newRate } }] }}
        carriers={carriers}
        markets={markets}
        result={actionData}
      />
    </>
  )
}
