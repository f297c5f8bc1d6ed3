import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { deviceOf } from '../../kit/device.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { Badge } from '../../kit/primitives/badge.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { DefinitionList, KeyValue } from '../../kit/primitives/definition-list.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { mayOperate } from '../may-operate.ts'
import { OrderTable } from '../orders/order-table.tsx'
import type { Route } from './+types/user.ts'

export const loader = page(async ({ api, params, viewer }: Web<Route.LoaderArgs>) => {
  const user = await api.showUser({ user_id: params.id })
  const [orders, mails] = await Promise.all([
    mayOperate(viewer, 'ops.orders') ? api.listAllOrders({ email: user.email, limit: 20 }) : null,
    api.listMails({ to: user.email, limit: 20 }),
  ])
  return { user, orders: orders?.items ?? null, mails: mails.items }
})

/** A user with their orders, e-mails, stores and log-ins. */
export default function UserPage({ loaderData: { user, orders, mails } }: Route.ComponentProps) {
  const t = useTranslations('ops.user')
  const role = useTranslations('ops.role')
  const operatorRole = useTranslations('ops.operatorRole')
  return (
    <>
      <PageHeader
        title={user.name}
        text={
          <span className="flex flex-wrap items-center gap-2">
            {user.email} · {t('since')} <DateTime at={user.since} as="date" />
          </span>
        }
      />
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-3">
          {orders && <OrderTable title={t('orders')} orders={orders} next={null} />}
          <Card flush title={t('mails')}>
            <ul className="mt-2">
              {mails.map(mail => (
                <li key={mail.id} className="flex flex-wrap gap-x-4 border-line border-t px-4 py-2">
                  <DateTime at={mail.queued_at} className="w-32 text-ink-3" />
                  <span className="min-w-0 flex-1 basis-48">{mail.subject}</span>
                  <span className="text-ink-3 text-sm">{t(mail.sent_at ? 'sent' : 'waits')}</span>
                </li>
              ))}
              {mails.length === 0 && <li className="border-line border-t px-4 py-2 text-ink-3">{t('noMails')}</li>}
            </ul>
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-3">
          <Card title={t('glance')}>
            <DefinitionList className="-my-2">
              <KeyValue label={t('language')}>{user.locale}</KeyValue>
              <KeyValue label={t('factor')}>
                {user.second_factor ? <Badge tone="ok">{t('on')}</Badge> : <Badge>{t('off')}</Badge>}
              </KeyValue>
              {user.operator_roles.length > 0 && (
                <KeyValue label={t('operator')}>
                  {user.operator_roles.map(each => operatorRole(`${each}.name`)).join(', ')}
                </KeyValue>
              )}
              {user.stores.map(store => (
                <KeyValue key={store.id} label={role(`${store.role}.name`)}>
                  <Link to={`/ops/stores/${store.id}`} className="underline">
                    {store.name}
                  </Link>
                </KeyValue>
              ))}
            </DefinitionList>
          </Card>
          <Card flush title={t('sessions')}>
            <ul className="mt-2">
              {user.sessions.map(session => (
                <li key={session.id} className="flex justify-between gap-4 border-line border-t px-4 py-2">
                  <span className="min-w-0 truncate">{deviceOf(session.device).name ?? t('unknownDevice')}</span>
                  <DateTime at={session.since} className="text-ink-3" />
                </li>
              ))}
              {user.sessions.length === 0 && (
                <li className="border-line border-t px-4 py-2 text-ink-3">{t('noSessions')}</li>
              )}
            </ul>
          </Card>
        </div>
      </div>
    </>
  )
}
