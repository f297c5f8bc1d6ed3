import clsx from 'clsx'
import type { ReactNode } from 'react'
import { monotonePath, type Point, ticks } from './curve.ts'

type Measured = { label: string; value: number }

const width = 600

/** A sparkline for a card or a table row: no axes, starting at zero. `label` describes it for screen readers. */
export function Sparkline({
  values,
  label,
  height = 48,
  className,
}: {
  values: readonly number[]
  label: string
  height?: number
  className?: string
}) {
  const points = scaled(values, Math.max(...values, 1), height, 2)
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className={clsx('block w-full text-brand', className)}
      style={{ height }}
    >
      <Area points={points} height={height} />
    </svg>
  )
}

/**
 * A time series with axes. Drawn on the server, without chart code in the browser; hovering shows a point's value, and
 * screen readers get a table.
 */
export function AreaChart({
  data,
  label,
  format,
  height = 200,
}: {
  data: readonly Measured[]
  label: string
  format: (value: number) => string
  height?: number
}) {
  const lines = ticks(Math.max(...data.map(each => each.value)))
  const top = lines.at(-1)!
  const points = scaled(
    data.map(each => each.value),
    top,
    height,
    0,
  )
  const place = (i: number) => (data.length > 1 ? (i / (data.length - 1)) * 100 : 50)
  const shown = Math.ceil(data.length / 4) // at most four labels: more would touch on a phone
  return (
    <figure>
      <figcaption className="sr-only">{label}</figcaption>
      <div aria-hidden className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
        <Scale lines={lines} format={format} />
        <div className="relative" style={{ height }}>
          <svg
            aria-hidden
            viewBox={`0 0 ${width} ${height}`}
            preserveAspectRatio="none"
            className="absolute inset-0 size-full overflow-visible text-brand"
          >
            {lines.map(line => {
              const y = height - (line / top) * height
              return <path key={line} d={`M0 ${y}H${width}`} stroke="var(--line)" vectorEffect="non-scaling-stroke" />
            })}
            <Area points={points} height={height} />
          </svg>
          <div className="absolute inset-0 flex">
            {data.map(({ label: at, value }, i) => (
              <span
                key={at}
                className="chart-slot"
                style={{ flexGrow: i === 0 || i === data.length - 1 ? 1 : 2 }}
                title={`${at}: ${format(value)}`}
              >
                <span className="chart-point" style={{ bottom: `${(value / top) * 100}%`, left: `${place(i)}%` }} />
              </span>
            ))}
          </div>
        </div>
        <div className="relative col-start-2 mt-1.5 h-4 text-2xs text-ink-3 tabular-nums">
          {data.map(({ label: at }, i) => i % shown === 0 && <XLabel key={at} text={at} place={place(i)} />)}
        </div>
      </div>
      <DataAsTable data={data} label={label} format={format} />
    </figure>
  )
}

/**
 * Amounts by day as bars, since nothing happens between two days; the axis begins at zero and ends at a round number.
 * Hovering shows a day's value, and screen readers get a table.
 */
export function BarsByDay({
  data,
  label,
  format,
  height = 140,
}: {
  data: readonly Measured[]
  label: string
  format: (value: number) => string
  height?: number
}) {
  const max = Math.max(...data.map(each => each.value), 0)
  const lines = max === 0 ? [0] : ticks(max)
  const top = lines.at(-1) || 1
  const shown = Math.ceil(data.length / 4) // at most four labels: more would touch on a phone
  return (
    <figure>
      <figcaption className="sr-only">{label}</figcaption>
      <div aria-hidden className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
        <Scale lines={lines} format={format} />
        <div className="flex items-end gap-1 border-line border-b" style={{ height }}>
          {data.map(({ label: at, value }) => (
            <span key={at} className="flex h-full min-w-0 flex-1 items-end" title={`${at}: ${format(value)}`}>
              <span
                className="w-full rounded-t bg-brand hover:opacity-80"
                style={{ height: `${(value / top) * 100}%`, minHeight: value > 0 ? 2 : 0 }}
              />
            </span>
          ))}
        </div>
        <div className="col-start-2 mt-1.5 flex gap-1 text-2xs text-ink-3 tabular-nums">
          {data.map(({ label: at }, i) => (
            <span key={at} className="min-w-0 flex-1 whitespace-nowrap">
              {i % shown === 0 && at}
            </span>
          ))}
        </div>
      </div>
      <DataAsTable data={data} label={label} format={format} />
    </figure>
  )
}

/** Parts of a whole or a ranking, one bar a row. The caller sorts the rows. */
export function BarList({
  data,
  format,
}: {
  data: readonly (Measured & { content?: ReactNode })[]
  format: (value: number) => string
}) {
  const max = Math.max(...data.map(each => each.value), 1)
  return (
    <ul className="flex flex-col gap-1.5">
      {data.map(({ label, value, content }) => (
        <li key={label} className="relative flex min-h-8 items-center justify-between gap-3 px-2.5 py-1 text-sm">
          <span
            aria-hidden
            className="absolute inset-y-0 left-0 rounded-md bg-brand-soft"
            style={{ width: `${(value / max) * 100}%` }}
          />
          <span className="relative min-w-0 truncate">{content ?? label}</span>
          <span className="relative font-medium tabular-nums">{format(value)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Centered under its point; at both ends it stays inside the chart. */
function XLabel({ text, place }: { text: string; place: number }) {
  const shift = place < 4 ? '0' : place > 96 ? '-100%' : '-50%'
  return (
    <span className="absolute whitespace-nowrap" style={{ left: `${place}%`, translate: shift }}>
      {text}
    </span>
  )
}

function Area({ points, height }: { points: readonly Point[]; height: number }) {
  const line = monotonePath(points)
  if (points.length === 0) return null
  return (
    <>
      <path
        d={`${line}L${points.at(-1)![0]} ${height}L${points[0]![0]} ${height}Z`}
        fill="currentColor"
        opacity="0.1"
      />
      <path
        d={line}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </>
  )
}

function Scale({ lines, format }: { lines: readonly number[]; format: (value: number) => string }) {
  return (
    <div className="-my-2 flex flex-col-reverse justify-between text-right text-2xs text-ink-3 tabular-nums">
      {lines.map(line => (
        <span key={line}>{format(line)}</span>
      ))}
    </div>
  )
}

function DataAsTable({
  data,
  label,
  format,
}: {
  data: readonly Measured[]
  label: string
  format: (value: number) => string
}) {
  return (
    <table className="sr-only">
      <caption>{label}</caption>
      <tbody>
        {data.map(({ label: at, value }) => (
          <tr key={at}>
            <th scope="row">{at}</th>
            <td>{format(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Scales values to points in a box; the line keeps `margin` from the upper edge. */
const scaled = (values: readonly number[], max: number, height: number, margin: number): Point[] =>
  values.map((value, i) => [
    values.length > 1 ? (i / (values.length - 1)) * width : width / 2,
    height - (value / max) * (height - margin),
  ])
