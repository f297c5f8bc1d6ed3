import type { ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { languageTags } from '../../kit/i18n.tsx'
import { goTo } from '../../kit/page/flash.ts'
import { page, type Web } from '../../kit/page/page.ts'
import { type Writing, write } from '../../kit/page/write.ts'
import { StatusBadge, type Tone } from '../../kit/primitives/badge.tsx'
import { LinkButton } from '../../kit/primitives/button.tsx'
import { Card } from '../../kit/primitives/card.tsx'
import { PageHeader } from '../../kit/primitives/page-header.tsx'
import { DateTime, formatDate } from '../../kit/time/date-time.tsx'
import { textsOf } from '../../messages/notices.ts'
import type { Route } from './+types/health.ts'

export const loader = page(({ api }: Web<Route.LoaderArgs>) => api.showHealth({}))

export const action = write(async ({ api, formName, key, url, ...visit }: Writing<Route.ActionArgs>) => {
  const { retried } = await api.retryWork({ kind: formName as Work }, key)
  return goTo(url.pathname, visit, textsOf(visit.locale, 'ops')('retried', { count: retried }))
})

type Health = Route.ComponentProps['loaderData']
type Check = keyof Health['checks']
type Work = 'events' | 'deadlines' | 'mails'

const tones = { ok: 'ok', warn: 'warn', bad: 'bad' } as const satisfies Record<string, Tone>

/** Health checks: what is fine, what needs attention, and links to it. */
export default function HealthPage({ loaderData: health, actionData }: Route.ComponentProps) {
  const t = useTranslations('ops.health')
  return (
    <>
      <PageHeader title={t('title')} text={t('text', { version: health.version, node: health.node })} />
      <div className="grid gap-3 md:grid-cols-2">
        <Part name="database" health={health}>
          <Database of={health.database} />
        </Part>
        <Part name="worker" health={health}>
          <Workers of={health.workers} />
        </Part>
        <Part name="events" health={health} to="/ops/deadlines">
          <Waiting name="events" health={health} result={actionData} />
        </Part>
        <Part name="deadlines" health={health} to="/ops/deadlines?which=failed">
          <Waiting name="deadlines" health={health} result={actionData} />
        </Part>
        <Part name="mails" health={health} to="/ops/mails?state=failed">
          {health.mail_server ? (
            <Waiting name="mails" health={health} result={actionData} />
          ) : (
            <p>{t('noMailServer')}</p>
          )}
        </Part>
        <Part name="disk" health={health}>
          <Disk of={health.disk} />
        </Part>
        <Part name="books" health={health} to="/ops/books">
          <Books health={health} />
        </Part>
      </div>
    </>
  )
}

function Part({ name, health, to, children }: { name: Check; health: Health; to?: string; children: ReactNode }) {
  const t = useTranslations('ops.health')
  const verdict = health.checks[name]
  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-2">
          {t(`checks.${name}`)}
          <StatusBadge state={verdict} tones={tones}>
            {t(`verdicts.${verdict}`)}
          </StatusBadge>
        </span>
      }
      actions={
        to && (
          <LinkButton to={to} size="sm" variant="outline" aria-label={`${t('look')}: ${t(`checks.${name}`)}`}>
            {t('look')}
          </LinkButton>
        )
      }
    >
      <div className="flex flex-col gap-1 text-ink-2">{children}</div>
    </Card>
  )
}

function Database({ of: { version, bytes, connections, connections_max } }: { of: Health['database'] }) {
  const t = useTranslations('ops.health')
  const size = useSize()
  return <p>{t('database', { version, size: size(bytes), used: connections, max: connections_max })}</p>
}

function Workers({ of }: { of: Health['workers'] }) {
  const t = useTranslations('ops.health')
  if (of.length === 0) return <p>{t('noWorker')}</p>
  return of.map(({ version, started_at, seen_at }) => (
    <p key={started_at}>
      {t.rich('seen', { version, at: () => <DateTime at={seen_at} />, since: () => <DateTime at={started_at} /> })}
    </p>
  ))
}

function Waiting({ name, health, result }: { name: Work; health: Health; result: unknown }) {
  const t = useTranslations('ops.health')
  const { waiting, failed, unknown, oldest_at } = health[name]
  return (
    <>
      <p>
        {t('waiting', { count: waiting })}
        {oldest_at && <>, {t.rich('since', { at: () => <DateTime at={oldest_at} /> })}</>}
      </p>
      {unknown > 0 && <p>{t('unknown', { count: unknown })}</p>}
      {failed > 0 && (
        <div className="flex flex-wrap items-center gap-3">
          <span className="text-bad">{t('failed', { count: failed })}</span>
          <WriteForm result={result} name={name}>
            <SubmitButton size="sm" variant="outline" aria-label={t('retryNamed', { what: t(`checks.${name}`) })}>
              {t('retry')}
            </SubmitButton>
          </WriteForm>
        </div>
      )}
    </>
  )
}

function Disk({ of: { free_bytes, total_bytes } }: { of: Health['disk'] }) {
  const t = useTranslations('ops.health')
  const size = useSize()
  return <p>{t('disk', { free: size(free_bytes), total: size(total_bytes) })}</p>
}

function Books({ health: { books, unsealed } }: { health: Health }) {
  const t = useTranslations('ops.health')
  const locale = useLocale()
  const { checked_at, faults, sealed_through } = books
  return (
    <>
      <p>{checked_at ? t.rich('checked', { faults, at: () => <DateTime at={checked_at} /> }) : t('neverChecked')}</p>
      {sealed_through && (
        <p>{t('sealedThrough', { day: formatDate(`${sealed_through}T12:00:00Z`, 'date', locale) })}</p>
      )}
      <p>{t('unsealed', { count: unsealed })}</p>
    </>
  )
}

/** Bytes in mega- or gigabytes. */
function useSize() {
  const tag = languageTags[useLocale()]
  return (bytes: number): string => {
    const [amount, unit] = bytes < 1e9 ? [bytes / 1e6, 'megabyte'] : [bytes / 1e9, 'gigabyte']
    return new Intl.NumberFormat(tag, { style: 'unit', unit, maximumFractionDigits: 1 }).format(amount)
  }
}
