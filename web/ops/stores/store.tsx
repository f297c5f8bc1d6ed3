import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useLocale, useTranslations } from 'use-intl'
import { countryName } from '../../kit/country.ts'
import { Combobox } from '../../kit/forms/combobox.tsx'
import { Field } from '../../kit/forms/field.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { Money } from '../../kit/money/money.tsx'
import { formatNumber } from '../../kit/numbers.ts'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { Breadcrumbs } from '../../kit/primitives/breadcrumbs.tsx'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { Card, Stat, StatGrid } from '../../kit/primitives/card.tsx'
import { DefinitionList, KeyValue } from '../../kit/primitives/definition-list.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { textsOf } from '../../messages/notices.ts'
import { AuditTable } from '../audit/audit-table.tsx'
import { JournalTable } from '../books/journal-table.tsx'
import { rowOf } from '../categories/category-rows.tsx'
import { mayOperate, useMayOperate } from '../may-operate.ts'
import { OrderTable } from '../orders/order-table.tsx'
import { Permissions, writePermission } from '../permissions/permissions.tsx'
import { ReasonField } from '../reason.tsx'
import type { Route } from './+types/store.ts'
import { StoreBadge } from './store-state.tsx'
import { SuspendStore, SuspensionBanner, SuspensionHistory } from './suspension.tsx'

export const loader = page(async ({ api, params, locale, viewer }: Web<Route.LoaderArgs>) => {
  const latest = { store_id: params.id, limit: 5 }
  const [store, orders, journals, audit, permissions, special, suspensions] = await Promise.all([
    api.showStoreAsOperator({ store_id: params.id }),
    mayOperate(viewer, 'ops.orders') ? api.listAllOrders(latest) : null,
    mayOperate(viewer, 'ops.money') ? api.listJournals(latest) : null,
    api.listAudit(latest),
    api.listAuthorizations({ store_id: params.id, limit: 100 }),
    api.listAllCategories({ state: 'special' }),
    api.showSuspension({ store_id: params.id }),
  ])
  return {
    store,
    suspensions,
    orders: orders?.items ?? null,
    journals: journals?.items ?? null,
    audit: audit.items,
    permissions: permissions.items,
    special: special.items
      .map(item => rowOf(item, locale))
      .map(({ key, above, name }) => ({ value: key, label: [above, name].filter(Boolean).join(' › ') })),
  }
})

/** Suspends or reopens the store, or changes its permissions for special categories. */
export const action = write(async ({ api, form, formName, key, params, url, ...visit }: Writing<Route.ActionArgs>) => {
  const notice = textsOf(visit.locale, 'ops')
  const store_id = params.id!
  const reason = String(form.get('reason') ?? '')
  if (formName === 'suspend') {
    const { products } = await api.suspendStore({ store_id, reason, hold_payouts: form.has('hold_payouts') }, key)
    return goTo(url.pathname, visit, notice('storeSuspended', { count: products }))
  }
  if (formName === 'reopen') {
    const { products } = await api.reopenStore({ store_id, reason }, key)
    return goTo(url.pathname, visit, notice('storeReopened', { count: products }))
  }
  return goTo(url.pathname, visit, notice(await writePermission(api, form, { store_id }, key)))
})

type Loaded = Route.ComponentProps['loaderData']

/** Everything about one store, with links to the lists. */
export default function StorePage({ loaderData, actionData }: Route.ComponentProps) {
  const { store, orders, journals, audit, permissions, special, suspensions } = loaderData
  const t = useTranslations('ops.store')
  const list = useTranslations('ops.stores')
  const locale = useLocale()
  const may = useMayOperate()
  const all = (of: string) => `/ops/${of}?store_id=${store.id}`
  return (
    <>
      <PageHeader
        above={<Breadcrumbs path={[{ to: '/ops/stores', label: list('title') }]} />}
        title={store.name}
        text={
          <span className="flex flex-wrap items-center gap-2">
            <StoreBadge state={store.state} /> {countryName(store.country, locale)}
          </span>
        }
        actions={<Actions store={store} suspensions={suspensions} result={actionData} />}
      />
      <SuspensionBanner of={suspensions} result={actionData} />
      <StatGrid className="mb-3">
        <Stat label={list('balance')} value={<Money of={store.balance} />} />
        <Stat
          label={list('products')}
          value={
            <Link to={all('products')} className="hover:underline">
              {formatNumber(store.products, locale)}
            </Link>
          }
        />
        <Stat label={list('openOrders')} value={formatNumber(store.open_orders, locale)} />
        <Stat label={list('opened')} value={<DateTime at={store.opened_at} as="date" />} />
      </StatGrid>
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          {orders && (
            <OrderTable title={<Head to={all('orders')}>{t('orders')}</Head>} orders={orders} next={null} ofStore />
          )}
          {journals && (
            <Card flush title={<Head to={all('journals')}>{t('journals')}</Head>}>
              <JournalTable journals={journals} ofStore />
            </Card>
          )}
          <Card flush title={<Head to={all('audit')}>{t('audit')}</Head>}>
            <AuditTable entries={audit} ofStore />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <Facts store={store} />
          <Members members={store.members} />
          <SuspensionHistory of={suspensions} />
          <Permissions of="store" permissions={permissions} result={actionData}>
            {may('ops.stores') && <LetInto key={permissions.length} special={special} result={actionData} />}
          </Permissions>
        </div>
      </div>
    </>
  )
}

/** What can be done with the store, and where else it is shown. */
function Actions({
  store,
  suspensions,
  result,
}: {
  store: Loaded['store']
  suspensions: Loaded['suspensions']
  result: unknown
}) {
  const t = useTranslations('ops.store')
  const may = useMayOperate()
  return (
    <>
      {store.application_id && (
        <LinkButton to={`/ops/applications/${store.application_id}`} variant="outline" size="sm">
          {t('application')}
        </LinkButton>
      )}
      {store.state === 'selling' && may('ops.stores') && (
        <SuspendStore name={store.name} of={suspensions} result={result} />
      )}
      {store.state === 'selling' && (
        <LinkButton to={`/s/${store.slug}`} reloadDocument variant="outline" size="sm">
          {t('visit')}
        </LinkButton>
      )}
    </>
  )
}

function LetInto({ special, result }: { special: Loaded['special']; result: unknown }) {
  const t = useTranslations('ops.permissions')
  return (
    <WriteForm result={result} name="authorize" className="flex flex-col gap-3">
      <Field name="category" label={t('category')}>
        <Combobox options={special} />
      </Field>
      <ReasonField />
      <SubmitButton variant="outline" className="self-start">
        {t('giveStore')}
      </SubmitButton>
    </WriteForm>
  )
}

/** The title of a section, and the link to the full list. */
function Head({ to, children }: { to: string; children: ReactNode }) {
  const t = useTranslations('ops.store')
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      {children}
      <Link to={to} className="font-normal text-brand text-sm hover:underline">
        {t('all')}
      </Link>
    </span>
  )
}

function Facts({ store }: { store: Loaded['store'] }) {
  const t = useTranslations('ops.store')
  const field = useTranslations('ops.application.field')
  const locale = useLocale()
  const { company } = store
  const facts = [
    [field('slug'), `/s/${store.slug}`],
    [field('email'), store.email],
    [field('time_zone'), store.time_zone],
    [t('approved'), store.approved_at && <DateTime key="approved" at={store.approved_at} />],
    [field('legal_name'), company.legal_name],
    [t('address'), [...company.address, countryName(company.country, locale)].filter(Boolean).join(', ')],
    [field('national_id'), company.national_id],
    [field('vat_number'), company.vat_number],
    [field('register_number'), company.register_number],
    [field('phone'), company.phone],
  ] as const
  return (
    <Card title={t('facts')}>
      {store.about && <p className="mb-2 text-ink-2">{store.about}</p>}
      <DefinitionList>
        {facts.map(
          ([label, value]) =>
            value && (
              <KeyValue key={label} label={label}>
                {value}
              </KeyValue>
            ),
        )}
      </DefinitionList>
    </Card>
  )
}

function Members({ members }: { members: Loaded['store']['members'] }) {
  const t = useTranslations('ops.store')
  const role = useTranslations('ops.role')
  return (
    <Card title={t('members')} flush>
      <ul className="mt-2">
        {members.map(member => (
          <li key={member.id} className="flex items-baseline justify-between gap-3 border-line border-t px-4 py-2">
            <span className="min-w-0">
              <span className="font-medium">{member.name}</span>{' '}
              <span className="block truncate text-ink-3 text-sm">{member.email}</span>
            </span>
            <span className="text-ink-2 text-sm">{role(`${member.role}.name`)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
