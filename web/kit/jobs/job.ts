import { useLocale, useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { formatNumber } from '../numbers.ts'
import type { Tone } from '../primitives/badge.tsx'
import { formatDate } from '../time/date-time.tsx'

export type Job = Awaited<ReturnType<Api['listJobs']>>['items'][number]
export type MyJobs = Awaited<ReturnType<Api['listMyJobs']>>

/** The console a job is shown in; both have the same texts. */
export type JobArea = 'seller' | 'ops'

/** The texts of jobs; only the consoles have them. */
export const useJobTexts = (area: JobArea) => useTranslations(`${area}.jobs` as 'seller.jobs')

export const isOpen = ({ state }: Pick<Job, 'state'>): boolean => state === 'queued' || state === 'running'

export const jobTones: Readonly<Record<Job['state'], Tone>> = {
  queued: 'neutral',
  running: 'info',
  done: 'ok',
  failed: 'bad',
  canceled: 'neutral',
}

const names = {
  'orders.export': 'orders_export',
  'orders.export_all': 'orders_export_all',
  'search.reindex': 'search_reindex',
} as const

/** The name of a job: its kind, and the period and format of an export. */
export function useJobName(area: JobArea): (job: Job) => { title: string; period: string | null } {
  const t = useJobTexts(area)
  const locale = useLocale()
  // noon, so that the day is the same in every time zone of the market
  const day = (date: string) => formatDate(`${date}T12:00:00Z`, 'date', locale)
  return ({ kind, params: { from, to, format } }) => ({
    title: t(`kind.${names[kind as keyof typeof names] ?? 'other'}`),
    period: from && to && format ? t('period', { from: day(from), to: day(to), format: format.toUpperCase() }) : null,
  })
}

/** A file size in kB or MB. */
export function useFileSize(): (bytes: number) => string {
  const locale = useLocale()
  return bytes =>
    bytes < 1e6
      ? `${formatNumber(Math.max(1, Math.round(bytes / 1e3)), locale)} kB`
      : `${formatNumber(bytes / 1e6, locale, 1)} MB`
}
