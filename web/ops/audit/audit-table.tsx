import { History } from 'lucide-react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import type { Api } from '#app/web-context.ts'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { subjectPath, useActionName } from './audit-names.ts'

type Entry = Awaited<ReturnType<Api['listAudit']>>['items'][number]

/** Audit entries: who did what to which subject; `ofStore`: all are of the store that the page names. */
export function AuditTable({ entries, ofStore = false }: { entries: readonly Entry[]; ofStore?: boolean }) {
  const t = useTranslations('ops.audit')
  const actionName = useActionName()
  const storeColumn: Column<Entry> = { key: 'store', head: t('store'), phone: 'below', cell: entry => entry.store }
  const columns: Column<Entry>[] = [
    {
      key: 'action',
      head: t('action'),
      phone: 'title',
      cell: entry => <span className="font-medium">{actionName(entry.action)}</span>,
    },
    { key: 'thing', head: t('thing'), phone: 'below', cell: entry => <Thing entry={entry} /> },
    { key: 'user', head: t('user'), phone: 'below', cell: entry => entry.user.name },
    ...(ofStore ? [] : [storeColumn]),
    {
      key: 'at',
      head: t('at'),
      phone: 'side',
      cell: entry => <DateTime at={entry.at} className="whitespace-nowrap" />,
    },
    { key: 'what', head: t('what'), phone: 'below', cell: entry => <Change entry={entry} /> },
  ]
  return (
    <DataTable
      label={t('title')}
      rows={entries}
      columns={columns}
      id={entry => entry.id}
      empty={<EmptyState icon={<History size={20} />} title={t('empty')} />}
    />
  )
}

/** The subject by its name; keys and addresses are shown as they are. */
function Thing({ entry: { action, thing, subject } }: { entry: Entry }) {
  const path = thing ? subjectPath(thing.id) : pathOf(action, subject)
  if (!path) return <span className="break-all">{thing?.name ?? subject}</span>
  return (
    <Link to={path} className="line-clamp-2 hover:underline">
      {thing?.name ?? subject}
    </Link>
  )
}

/** The changes field by field; collapsed, since they may be long. */
function Change({ entry: { before, after } }: { entry: Entry }) {
  const t = useTranslations('ops.audit')
  const lines = changes(before, after)
  if (lines.length === 0) return null
  return (
    <details>
      <summary className="cursor-pointer whitespace-nowrap text-ink-2 text-xs">
        {t('changes', { count: lines.length })}
      </summary>
      <ul className="max-w-md text-xs">
        {lines.map(line => (
          <li key={line} className="break-words">
            {line}
          </li>
        ))}
      </ul>
    </details>
  )
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

function changes(before: unknown, after: unknown): string[] {
  const [was, is] = [fieldsOf(before), fieldsOf(after)]
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].map(name => {
    const values = [was[name], is[name]].filter(value => value !== undefined && value !== null).map(textOf)
    return `${name ? `${name}: ` : ''}${values.join(' → ')}`
  })
}

/** A value that is not an object counts as one field without a name. */
const fieldsOf = (value: unknown): Record<string, unknown> => {
  if (value === null || value === undefined) return {}
  return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : { '': value }
}

/** The collection of subjects that an entry refers to by key. */
const pathOf = (action: string, subject: string): string | null => {
  if (action.startsWith('policy.')) return `/ops/policies#${subject}`
  return action.startsWith('category.') || action.startsWith('rate.') ? `/ops/categories/${subject}` : null
}
