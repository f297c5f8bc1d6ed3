import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Link, useNavigation, useSearchParams } from 'react-router'
import { ArrowDownIcon, ArrowUpIcon } from '../primitives/icons.tsx'
import { withParams } from '../primitives/url-state.ts'
import { BulkBar, RowCheckbox } from './selection.tsx'

export type Column<T> = {
  key: string
  /** Empty for a column of buttons. */
  head: string
  cell: (row: T) => ReactNode
  /** Numbers are aligned at the end. */
  align?: 'end'
  /** Clicking the header sorts by this value of the `sort` parameter (a leading `-`: descending). */
  sort?: string
  /** Shown only from this table width: `lg` 896 px, `xl` 1024 px. */
  from?: 'lg' | 'xl'
  /** Where it is on a phone's card: the card's title, below it, below all of it (`wide`), at the right, or hidden. */
  phone: 'title' | 'below' | 'wide' | 'side' | 'none'
  /** Shows the column's header on the card too, where the value alone would be unclear. */
  phoneHead?: boolean
}

/**
 * A list: a table, and below 672 px of width (phones) a list of cards; it never scrolls sideways. The URL holds the
 * sorting. With `to`, a row links to its page. With `bulk`, rows have checkboxes named `id`, and a bar with these
 * buttons replaces the header as soon as one is checked: wrap the table in a `<WriteForm>`. Without rows, `empty` is
 * shown.
 */
export function DataTable<T>({
  label,
  rows,
  columns,
  id,
  to,
  bulk,
  choosable = () => true,
  empty,
}: {
  label: string
  rows: readonly T[]
  columns: readonly Column<T>[]
  id: (row: T) => string
  to?: (row: T) => string
  bulk?: ReactNode
  /** Rows that `bulk` applies to; all by default. */
  choosable?: (row: T) => boolean
  empty: ReactNode
}) {
  const { state, location } = useNavigation()
  const [search] = useSearchParams()
  if (rows.length === 0) return empty
  const reloading = state === 'loading' && location.search !== `?${search}`
  return (
    <div
      className={clsx('data-table @container relative', reloading && 'data-table-busy')}
      aria-busy={reloading || undefined}
    >
      {bulk && <BulkBar>{bulk}</BulkBar>}
      <table className="w-full border-collapse text-sm @max-2xl:block">
        <caption className="sr-only">{label}</caption>
        <thead className="@max-2xl:hidden">
          <tr>
            {bulk && <td className={clsx(headCell, 'w-11 pl-4')} />}
            {columns.map(column => (
              <Head key={column.key} column={column} search={search} />
            ))}
          </tr>
        </thead>
        <tbody className="@max-2xl:block">
          {rows.map(row => (
            <Row
              key={id(row)}
              id={id(row)}
              row={row}
              columns={columns}
              to={to?.(row)}
              selectable={Boolean(bulk) && (choosable(row) ? 'yes' : 'no')}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row<T>({
  id,
  row,
  columns,
  to,
  selectable,
}: {
  id: string
  row: T
  columns: readonly Column<T>[]
  to: string | undefined
  /** `no`: a row without a checkbox in a list where others have one. */
  selectable: 'yes' | 'no' | false
}) {
  return (
    <tr
      className={clsx(
        'relative border-line border-t @max-2xl:grid @max-2xl:grid-flow-row-dense @max-2xl:grid-cols-[minmax(0,1fr)_auto] @max-2xl:gap-x-3 @max-2xl:px-4 @max-2xl:py-3 first:border-t-0',
        'has-[[name=id]:checked]:bg-chosen',
        to && 'hover:bg-surface-2 has-focus-visible:bg-surface-2',
        selectable && '@max-2xl:pl-13',
      )}
    >
      {selectable && (
        <td className="w-11 pl-4 @max-2xl:absolute @max-2xl:top-2.5 @max-2xl:left-0 @max-2xl:w-auto @max-2xl:pl-3">
          {selectable === 'yes' && <RowCheckbox value={id} />}
        </td>
      )}
      {columns.map((column, i) => (
        <Cell key={column.key} column={column}>
          {i === 0 && to ? (
            <Link
              to={to}
              prefetch="intent"
              className="font-medium text-ink outline-offset-4 after:absolute after:inset-0 after:content-['']"
            >
              {column.cell(row)}
            </Link>
          ) : (
            column.cell(row)
          )}
        </Cell>
      ))}
    </tr>
  )
}

const headCell = 'h-10 border-line border-b bg-surface px-3 text-left font-medium text-ink-2 text-xs whitespace-nowrap'
const fromWidth = { lg: '@2xl:@max-4xl:hidden', xl: '@2xl:@max-5xl:hidden' }

function Head<T>({ column: { head, sort, align, from }, search }: { column: Column<T>; search: URLSearchParams }) {
  const now = search.get('sort')
  const direction = now === sort ? 'ascending' : now === `-${sort}` ? 'descending' : undefined
  const className = clsx(headCell, 'last:pr-4 first:pl-4', align && 'text-right', from && fromWidth[from])
  if (!head) return <td className={className} />
  if (!sort)
    return (
      <th scope="col" className={className}>
        {head}
      </th>
    )
  const Arrow = direction === 'ascending' ? ArrowUpIcon : ArrowDownIcon
  return (
    <th scope="col" aria-sort={direction} className={className}>
      <Link
        to={withParams(search, { sort: direction === 'descending' ? sort : `-${sort}`, after: '' })}
        preventScrollReset
        className={clsx(
          'group/sort -mx-1 inline-flex h-7 items-center gap-1 rounded-md px-1 hover:text-ink',
          direction && 'text-ink',
        )}
      >
        {head}
        <Arrow size={13} className={clsx(!direction && 'opacity-0 group-hover/sort:opacity-50')} />
      </Link>
    </th>
  )
}

const phonePlaces = {
  title: '@max-2xl:col-start-1 @max-2xl:font-medium',
  below: '@max-2xl:col-start-1 @max-2xl:text-ink-2',
  wide: '@max-2xl:col-span-full @max-2xl:text-ink-2',
  side: '@max-2xl:col-start-2 @max-2xl:text-right',
  none: '@max-2xl:hidden',
}

function Cell<T>({
  column: { head, align, from, phone, phoneHead },
  children,
}: {
  column: Column<T>
  children: ReactNode
}) {
  return (
    <td
      className={clsx(
        'last:pr-4 first:pl-4 @max-2xl:p-0! @2xl:h-10 @2xl:px-3 @2xl:py-1.5',
        align && '@2xl:text-right',
        align && 'tabular-nums',
        phone === 'title' && 'wrap-anywhere',
        from && fromWidth[from],
        phonePlaces[phone],
      )}
    >
      {phoneHead && <span className="mr-1.5 text-ink-3 @2xl:hidden">{head}</span>}
      {children}
    </td>
  )
}
