import { Copy, Plus, Truck } from 'lucide-react'
import { Form } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { marketCurrency } from '#platform/market.ts'
import { daysOf, services } from '#shipping/services.ts'
import { countryName } from '../../kit/country.ts'
import { isRefused } from '../../kit/forms/refused.ts'
import { KeyField, RefusalText } from '../../kit/forms/write-form.tsx'
import { languageTags } from '../../kit/i18n.tsx'
import { Money } from '../../kit/money/money.tsx'
import { spanOf } from '../../kit/numbers.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { useStorePath } from '../../kit/page/store-path.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Button, LinkButton } from '../../kit/primitives/button.tsx'
import { Callout } from '../../kit/primitives/callout.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import type { Route } from './+types/templates.ts'
import { duplicate } from './duplicate-template.ts'

export const loader = page(({ api, url }: Web<Route.LoaderArgs>) =>
  api.listTemplates({ after: url.searchParams.get('after') ?? undefined, limit: 25 }),
)

export const action = write((writing: Writing<Route.ActionArgs>) => duplicate(writing))

type Template = Route.ComponentProps['loaderData']['items'][number]
type Zone = Template['zones'][number]

export default function Templates({ loaderData: { items, next }, actionData }: Route.ComponentProps) {
  const at = useStorePath()
  const t = useTranslations('seller.templates')
  const create = (
    <LinkButton to={at('/templates/new')} variant="primary" icon={<Plus size={16} />}>
      {t('new')}
    </LinkButton>
  )
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} actions={items.length > 0 && create} />
      {isRefused(actionData) && (
        <Callout tone="bad" role="alert" className="mb-3">
          <RefusalText of={actionData} />
        </Callout>
      )}
      <Card flush>
        <DataTable
          label={t('title')}
          rows={items}
          columns={useColumns()}
          id={template => template.id}
          to={template => at(`/templates/${template.id}`)}
          empty={<EmptyState icon={<Truck size={20} />} title={t('empty')} text={t('emptyText')} action={create} />}
        />
        <CursorPager next={next} />
      </Card>
    </>
  )
}

function useColumns(): Column<Template>[] {
  const t = useTranslations('seller.templates')
  return [
    { key: 'name', head: t('name'), phone: 'title', cell: template => template.name },
    {
      key: 'zones',
      head: t('zones'),
      phone: 'below',
      cell: template => (
        <ul className="flex flex-col gap-1 py-1">
          {template.zones.map(zone => (
            <li key={zone.countries.join()}>
              <ZoneLine zone={zone} />
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: 'products',
      head: t('used'),
      align: 'end',
      phone: 'side',
      cell: template => <span className="whitespace-nowrap">{t('products', { count: template.products })}</span>,
    },
    {
      key: 'duplicate',
      head: '',
      align: 'end',
      phone: 'none',
      cell: template => (
        <Form method="post" className="relative z-1">
          <KeyField />
          <input type="hidden" name="template" value={template.id} />
          <input type="hidden" name="name" value={template.name} />
          <Button
            type="submit"
            size="sm"
            variant="quiet"
            label={t('duplicateNamed', { name: template.name })}
            icon={<Copy size={15} />}
          />
        </Form>
      ),
    },
  ]
}

const namedCountries = 3

/** "France, Belgium and 2 more: €4.90, 2–5 days". */
function ZoneLine({ zone: { countries, rates } }: { zone: Zone }) {
  const t = useTranslations('seller.templates')
  const locale = useLocale()
  const named = countries.slice(0, namedCountries).map(country => countryName(country, locale))
  const more = countries.length - named.length
  const list = new Intl.ListFormat(languageTags[locale], { type: 'unit' }).format(named)
  return (
    <>
      <span className="font-medium text-ink">{more > 0 ? t('andMore', { list, more }) : list}</span>
      {services.map(service => {
        const rate = rates[service]
        if (!rate) return null
        const { min_days, max_days } = daysOf(rate.carriers)
        return (
          <span key={service} className="text-ink-2">
            {' · '}
            {service === 'express' && `${t('express')} `}
            <Price rate={rate} />, {t('days', { max: max_days, span: spanOf(min_days, max_days) })}
          </span>
        )
      })}
    </>
  )
}

function Price({ rate: { bands, price_minor } }: { rate: NonNullable<Zone['rates']['standard']> }) {
  const t = useTranslations('seller.templates')
  const least = Math.min(price_minor, ...bands.map(band => band.price_minor))
  const amount = least === 0 ? t('free') : <Money of={{ amount_minor: least, currency: marketCurrency }} />
  return bands.length > 0 ? t.rich('from', { amount: () => amount }) : amount
}
