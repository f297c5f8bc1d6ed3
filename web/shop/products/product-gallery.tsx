import { type KeyboardEvent, useRef, useState } from 'react'
import { Link } from 'react-router'
import { useTranslations } from 'use-intl'
import { dialogCommand } from '../../kit/overlays/dialog.tsx'
import { ChevronLeftIcon, ChevronRightIcon, CloseIcon, ZoomIcon } from '../../kit/primitives/icons.tsx'
import { colorIn, type Product } from './product-choice.tsx'

type Picture = Product['pictures'][number] & { n: number }

/**
 * The pictures in a row that is swiped or moved with arrows: the requested one first, otherwise that of the chosen color,
 * otherwise the cover. Without script the thumbnails are links, and the picture one to its largest size.
 */
export function ProductGallery({
  product,
  color,
  shown,
}: {
  product: Product
  color: string | null
  shown: number | null
}) {
  const t = useTranslations('storefront.product')
  const row = useRow()
  const zoomed = useRow()
  const ofColor = color === null ? null : colorIn(product, color)?.[0]?.picture
  const all = product.pictures.map((picture, n) => ({ ...picture, n }))
  const first = shown === null ? all.find(each => each.page === ofColor?.page) : all[shown]
  const pictures = first ? [first, ...all.filter(each => each !== first)] : all
  if (pictures.length === 0) return <div className="aspect-square rounded-2xl bg-mat" />
  return (
    <div key={pictures[0]!.page} className="flex flex-col gap-3 lg:flex-row-reverse">
      <div className="relative min-w-0 flex-1 max-sm:-mx-4">
        <Row row={row} pictures={pictures} title={product.title} zoom={zoomed} />
        {pictures.length > 1 && (
          <>
            <Arrows row={row} count={pictures.length} className="max-sm:hidden" />
            <span className="absolute right-3 bottom-3 rounded-full bg-surface px-2.5 py-1 text-xs tabular-nums sm:hidden">
              {row.at + 1} / {pictures.length}
            </span>
          </>
        )}
        <button
          type="button"
          {...dialogCommand('zoom', 'show-modal')}
          className="needs-script absolute right-3 bottom-3 flex h-11 items-center gap-1.5 rounded-full bg-surface px-4 text-sm hover:bg-surface-2 max-sm:hidden"
        >
          <ZoomIcon size={16} />
          {t('zoom')}
        </button>
      </div>
      {pictures.length > 1 && <Thumbnails pictures={pictures} row={row} color={color} />}
      <ZoomDialog pictures={pictures} row={zoomed} title={product.title} />
    </div>
  )
}

/** Links, so that they work without script; with it they move the row. */
function Thumbnails({ pictures, row, color }: { pictures: readonly Picture[]; row: RowState; color: string | null }) {
  const t = useTranslations('storefront.product')
  return (
    <ul className="flex flex-wrap gap-2 max-sm:hidden lg:flex-col">
      {pictures.map((each, n) => (
        <li key={each.small}>
          <Link
            to={`?${new URLSearchParams({ ...(color !== null && { color }), picture: String(each.n) })}`}
            replace
            preventScrollReset
            onClick={event => {
              event.preventDefault()
              row.show(n)
            }}
            aria-current={n === row.at ? 'true' : undefined}
            aria-label={t('picture', { n: each.n + 1 })}
            className="block overflow-clip rounded-lg border-2 border-transparent aria-[current]:border-brand"
          >
            <img src={each.small} alt="" width={72} height={72} className="size-16 bg-mat object-cover" />
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** The pictures as large as the screen: swiped, or moved with arrows and their keys; Escape closes. */
function ZoomDialog({ pictures, row, title }: { pictures: readonly Picture[]; row: RowState; title: string }) {
  const t = useTranslations('storefront.product')
  return (
    <dialog
      id="zoom"
      aria-label={title}
      closedby="any"
      onKeyDown={row.onKeyDown}
      className="fade-in m-auto h-dvh max-h-none w-screen max-w-none bg-bg text-ink"
    >
      <div className="relative mx-auto h-full max-w-5xl">
        <Row row={row} pictures={pictures} title={title} whole />
        {pictures.length > 1 && <Arrows row={row} count={pictures.length} />}
        <button
          type="button"
          {...dialogCommand('zoom', 'close')}
          aria-label={t('close')}
          className="absolute top-3 right-3 grid size-11 place-items-center rounded-full bg-surface hover:bg-surface-2"
        >
          <CloseIcon />
        </button>
      </div>
    </dialog>
  )
}

type RowState = ReturnType<typeof useRow>

/** Which picture of a row is in view, and how to move to another. */
function useRow() {
  const list = useRef<HTMLUListElement>(null)
  const [at, setAt] = useState(0)
  const show = (n: number) => list.current?.scrollTo({ left: n * list.current.clientWidth })
  return {
    list,
    at,
    show,
    onScroll: () => setAt(Math.round(list.current!.scrollLeft / Math.max(1, list.current!.clientWidth))),
    onKeyDown: (event: KeyboardEvent) => {
      const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
      if (step === 0) return
      event.preventDefault()
      show(at + step)
    },
  }
}

/** `whole`: the largest pictures, as large as the screen allows; otherwise a click shows them in `zoom`. */
function Row({
  row,
  pictures,
  title,
  whole = false,
  zoom,
}: {
  row: RowState
  pictures: readonly Picture[]
  title: string
  whole?: boolean
  zoom?: RowState
}) {
  return (
    <ul
      ref={row.list}
      onScroll={row.onScroll}
      className={`picture-row flex snap-x snap-mandatory overflow-x-auto bg-mat ${whole ? 'h-full' : 'sm:rounded-2xl'}`}
    >
      {pictures.map((picture, n) => {
        const image = (
          <img
            src={whole ? picture.zoom : picture.page}
            alt={n === 0 ? title : `${title}, ${n + 1}`}
            width={whole ? 1600 : 960}
            height={whole ? 1600 : 960}
            loading={n === 0 && !whole ? undefined : 'lazy'}
            fetchPriority={n === 0 && !whole ? 'high' : undefined}
            className={whole ? 'size-full object-contain' : 'aspect-square w-full object-contain'}
          />
        )
        return (
          <li key={picture.page} className="w-full shrink-0 snap-center">
            {whole ? (
              image
            ) : (
              <a
                href={picture.zoom}
                onClick={event => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return
                  event.preventDefault()
                  const dialog = document.getElementById('zoom') as HTMLDialogElement
                  dialog.showModal()
                  zoom!.show(n)
                }}
                className="block focus-visible:-outline-offset-2"
              >
                {image}
              </a>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Arrows({ row, count, className = '' }: { row: RowState; count: number; className?: string }) {
  const t = useTranslations('storefront.product')
  const look = `needs-script absolute top-1/2 -mt-5.5 grid size-11 place-items-center rounded-full bg-surface hover:bg-surface-2 disabled:opacity-0 ${className}`
  return (
    <>
      <button
        type="button"
        aria-label={t('previousPicture')}
        disabled={row.at === 0}
        onClick={() => row.show(row.at - 1)}
        className={`${look} left-3`}
      >
        <ChevronLeftIcon />
      </button>
      <button
        type="button"
        aria-label={t('nextPicture')}
        disabled={row.at === count - 1}
        onClick={() => row.show(row.at + 1)}
        className={`${look} right-3`}
      >
        <ChevronRightIcon />
      </button>
    </>
  )
}
