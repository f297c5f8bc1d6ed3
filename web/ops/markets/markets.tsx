import { useLocale, useTranslations } from 'use-intl'
import { allCountries, countriesByName, countryName } from '../../kit/country.ts'
import { Field } from '../../kit/forms/field.tsx'
import { Input, Select } from '../../kit/forms/inputs.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { ConfirmDialog } from '../../kit/overlays/dialog.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { StatusBadge, type Tone } from '../../kit/primitives/badge.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { instantOf } from '../../kit/time/market-time.ts'
import { textsOf } from '../../messages/notices.ts'
import { AuditTable } from '../audit/audit-table.tsx'
import { ProofField } from '../proof.tsx'
import { ReasonField } from '../reason.tsx'
import type { Route } from './+types/markets.ts'

export const loader = page(async ({ api, locale }: Web<Route.LoaderArgs>) => {
  const [{ items }, history] = await Promise.all([
    api.listMarkets({}),
    api.listAudit({ action: 'market.set', limit: 20 }),
  ])
  const listed = new Set(items.map(({ country }) => country))
  // by the server: a browser may know other countries, or other names of them
  const others = countriesByName(
    allCountries().filter(code => !listed.has(code)),
    locale,
  )
  return { items, others, history: history.items }
})

/** Adds a country, or closes or reopens one of the list. */
export const action = write(async ({ api, form, key, url, ...visit }: Writing<Route.ActionArgs>) => {
  const country = String(form.get('country')).trim().toUpperCase()
  const from = String(form.get('open_from') ?? '')
  const closed = form.get('closed') === 'true'
  const reason = String(form.get('reason') ?? '')
  await api.setMarket({ country, closed, open_from: from ? instantOf(from) : null, reason }, key)
  const message = closed ? 'marketClosed' : 'marketOpened'
  return goTo(
    url.pathname,
    visit,
    textsOf(visit.locale, 'ops')(message, { country: countryName(country, visit.locale) }),
  )
})

type Market = Route.ComponentProps['loaderData']['items'][number]

const tones = { open: 'ok', closed: 'bad', toOpen: 'info' } as const satisfies Record<string, Tone>
const stateOf = ({ closed, open }: Market) => (closed ? 'closed' : open ? 'open' : 'toOpen')

export default function Markets({ loaderData: { items, others, history }, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.markets')
  const locale = useLocale()
  const markets = new Map(items.map(market => [market.country, market]))
  const sorted = countriesByName([...markets.keys()], locale).map(({ code }) => markets.get(code)!)
  return (
    <>
      <PageHeader title={t('title')} text={t('text')} />
      <div className="grid items-start gap-3 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card flush>
          <DataTable
            label={t('title')}
            rows={sorted}
            columns={useColumns(actionData)}
            id={market => market.country}
            empty={null}
          />
        </Card>
        <Card title={t('add')} text={t('addText')}>
          <WriteForm result={actionData} name="open">
            <Field name="country" label={t('country')}>
              <Select required>
                <option value="">{t('choose')}</option>
                {others.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
            <Field name="open_from" label={t('from')} hint={t('fromHint')} optional>
              <Input type="date" />
            </Field>
            <ReasonField />
            <ProofField />
            <SubmitButton className="self-start">{t('save')}</SubmitButton>
          </WriteForm>
        </Card>
      </div>
      <Card flush title={t('history')} className="mt-3">
        <AuditTable entries={history} ofStore />
      </Card>
    </>
  )
}

function useColumns(result: unknown): Column<Market>[] {
  const t = useTranslations('ops.markets')
  const locale = useLocale()
  return [
    {
      key: 'country',
      head: t('country'),
      phone: 'title',
      cell: ({ country }) => (
        <>
          {countryName(country, locale)} <span className="font-normal text-ink-3">{country}</span>
        </>
      ),
    },
    {
      key: 'state',
      head: t('state'),
      phone: 'below',
      cell: market => (
        <StatusBadge state={stateOf(market)} tones={tones}>
          {t(stateOf(market))}
        </StatusBadge>
      ),
    },
    {
      key: 'from',
      head: t('openFrom'),
      phone: 'below',
      phoneHead: true,
      cell: market => <DateTime at={market.open_from} as="date" />,
    },
    {
      key: 'act',
      head: '',
      align: 'end',
      phone: 'side',
      cell: ({ country, closed }) => (
        <ConfirmDialog
          button={t(closed ? 'reopen' : 'close')}
          title={t(closed ? 'reopenNamed' : 'closeNamed', { country: countryName(country, locale) })}
          text={t(closed ? 'reopenEffect' : 'closeEffect', { country: countryName(country, locale) })}
          confirm={t(closed ? 'reopenNamed' : 'closeNamed', { country: countryName(country, locale) })}
          name={`set:${country}`}
          result={result}
          tone={closed ? 'outline' : 'danger'}
          size="sm"
        >
          <input type="hidden" name="country" value={country} />
          <input type="hidden" name="closed" value={String(!closed)} />
          <ReasonField />
          <ProofField />
        </ConfirmDialog>
      ),
    },
  ]
}
