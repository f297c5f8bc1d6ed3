import { Package, Printer, Truck } from 'lucide-react'
import { useLocale } from 'use-intl'
import { AreaChart, BarList, Sparkline } from '../../kit/charts/charts.tsx'
import { SubmitButton, WriteForm } from '../../kit/forms/write-form.tsx'
import { formatMoney } from '../../kit/money/money.ts'
import { Money } from '../../kit/money/money.tsx'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '../../kit/overlays/menu.tsx'
import { useVisit } from '../../kit/page/visit.ts'
import { Badge, StatusBadge } from '../../kit/primitives/badge.tsx'
import { Card, Stat, StatGrid } from '../../kit/primitives/card.tsx'
import { CursorPager } from '../../kit/primitives/pager.tsx'
import { EmptyState } from '../../kit/primitives/states.tsx'
import { Tabs } from '../../kit/primitives/tabs.tsx'
import { type Column, DataTable } from '../../kit/table/data-table.tsx'
import { type Filter, FilterBar } from '../../kit/table/filter-bar.tsx'
import { Countdown } from '../../kit/time/countdown.tsx'
import { DateTime } from '../../kit/time/date-time.tsx'
import { Part } from '../part.tsx'

type Sample = {
  id: string
  buyer: string
  country: string
  placed: string
  state: State
  due: string | null
  total: number
}
type State = keyof typeof tones
const tones = { to_ship: 'info', shipped: 'neutral', completed: 'ok', canceled: 'bad' } as const
const names: Record<State, string> = {
  to_ship: 'To ship',
  shipped: 'Shipped',
  completed: 'Completed',
  canceled: 'Canceled',
}

const buyers = [
  'Emma Byrne',
  'Yuki Tanaka',
  'Sofia Lindqvist',
  'Marek Novák',
  'Giulia Rossi',
  'Jan de Vries',
  'Lukas Meyer',
]
const countries = ['FR', 'SE', 'IT', 'DE', 'PT']

/** The same orders every time, so that screenshots can be compared. */
const samples = (now: number): Sample[] =>
  Array.from({ length: 14 }, (_, i) => {
    const state = (['to_ship', 'shipped', 'to_ship', 'completed', 'to_ship', 'canceled'] as const)[i % 6]!
    return {
      id: `7K2M-9${(1400 + i * 37).toString(32).toUpperCase()}`,
      buyer: buyers[i % buyers.length]!,
      country: countries[i % countries.length]!,
      placed: new Date(now - i * 9_900_000).toISOString(),
      state,
      due: state === 'to_ship' ? new Date(now + (i - 1) * 5_400_000 + 125_000).toISOString() : null,
      total: 3802 + ((i * 7919) % 40000),
    }
  })

const columns: Column<Sample>[] = [
  { key: 'order', head: 'Order', cell: row => <span className="whitespace-nowrap">{row.id}</span>, phone: 'title' },
  {
    key: 'placed',
    head: 'Placed',
    cell: row => <DateTime at={row.placed} />,
    sort: 'placed',
    from: 'lg',
    phone: 'none',
  },
  {
    key: 'buyer',
    head: 'Buyer',
    cell: row => (
      <>
        {row.buyer} <span className="ml-1 text-ink-3 text-xs">{row.country}</span>
      </>
    ),
    phone: 'below',
  },
  {
    key: 'state',
    head: 'Status',
    cell: row => (
      <StatusBadge state={row.state} tones={tones}>
        {names[row.state]}
      </StatusBadge>
    ),
    phone: 'side',
  },
  { key: 'due', head: 'Ship by', cell: row => row.due && <Countdown due={row.due} />, sort: 'due', phone: 'below' },
  {
    key: 'total',
    head: 'Total',
    cell: row => <Money of={{ amount_minor: row.total, currency: 'EUR' }} />,
    align: 'end',
    sort: 'total',
    phone: 'side',
  },
  {
    key: 'menu',
    head: '',
    cell: row => (
      <Menu label={`Actions for ${row.id}`}>
        <MenuLink to="#data">Open</MenuLink>
        <MenuItem icon={<Printer size={16} />} onSelect={() => print()}>
          Print the packing slip
        </MenuItem>
        <MenuSeparator />
        <MenuItem danger onSelect={() => {}}>
          Cancel the order
        </MenuItem>
      </Menu>
    ),
    align: 'end',
    phone: 'none',
  },
]

const filters: Filter[] = [
  { kind: 'search', name: 'q', label: 'Order or buyer' },
  {
    kind: 'select',
    name: 'country',
    label: 'Country',
    any: 'All countries',
    options: countries.map(value => ({ value, label: value })),
  },
  { kind: 'date', name: 'since', label: 'Since' },
]

export function Data({ result }: { result: unknown }) {
  const { now } = useVisit()
  return (
    <section id="data" className="flex flex-col gap-3">
      <Figures />
      <Card flush>
        <Tabs
          label="Orders by status"
          param="state"
          tabs={[
            { value: '', label: 'All', count: 260 },
            { value: 'to_ship', label: 'To ship', count: 88 },
            { value: 'shipped', label: 'Shipped', count: 64 },
            { value: 'completed', label: 'Completed', count: 72 },
            { value: 'canceled', label: 'Canceled', count: 36 },
          ]}
        />
        <FilterBar filters={filters} keep={['state', 'sort']} />
        <WriteForm result={result} name="ship">
          <DataTable
            label="Orders"
            rows={samples(Date.parse(now))}
            columns={columns}
            id={row => row.id}
            to={() => '/kit#data'}
            bulk={
              <>
                <SubmitButton size="sm" variant="outline" icon={<Truck size={14} />}>
                  Mark shipped
                </SubmitButton>
                <SubmitButton size="sm" variant="outline" name="print" value="1" icon={<Printer size={14} />}>
                  Print slips
                </SubmitButton>
              </>
            }
            empty={null}
          />
        </WriteForm>
        <CursorPager next="c2" shown="14 of 260" />
      </Card>
      <Card flush>
        <DataTable
          label="No orders"
          rows={[]}
          columns={columns}
          id={row => row.id}
          empty={
            <EmptyState icon={<Package size={20} />} title="No orders match" text="Take a filter away to see more." />
          }
        />
      </Card>
      <Charts />
    </section>
  )
}

const revenue = [1480, 2210, 2630, 2840, 2830, 2360, 1980, 1620, 1310, 1180, 1240, 1610, 2090, 2890]

function Figures() {
  return (
    <StatGrid>
      <Stat
        label="Revenue, last 14 days"
        value={<Money of={{ amount_minor: 3170800, currency: 'EUR' }} />}
        aside={<Badge tone="ok">+12.4 %</Badge>}
        className="col-span-2"
      >
        <Sparkline values={revenue} label="Revenue by day" />
      </Stat>
      <Stat label="To ship" value="88" note="9 due today" />
      <Stat label="Waiting for payment" value="32" note="Canceled after 24 h" />
      <Stat label="Shipped in time" value="97.2 %" note="Goal 95 %" className="max-lg:col-span-2" />
    </StatGrid>
  )
}

function Charts() {
  const locale = useLocale()
  const euros = (value: number) => formatMoney({ amount_minor: value * 100, currency: 'EUR' }, locale)
  return (
    <div className="grid gap-3 lg:grid-cols-2">
      <Part id="charts" title="Revenue">
        <AreaChart
          label="Revenue by day"
          data={revenue.map((value, i) => ({ label: `${i + 9} Nov`, value }))}
          format={euros}
        />
      </Part>
      <Part id="bars" title="Where buyers come from">
        <BarList
          data={[
            { label: 'Search', value: 4120 },
            { label: 'Followed stores', value: 1830 },
            { label: 'Campaigns', value: 960 },
            { label: 'Links', value: 210 },
          ]}
          format={value => value.toLocaleString('en-IE')}
        />
      </Part>
    </div>
  )
}
