import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useStoreHeader } from '../page/store-path.ts'
import { Button } from '../primitives/button.tsx'
import type { Picture } from './upload-queue.ts'

type Size = { width: number; height: number }
type Square = { left: number; top: number; side: number }

/** The server refuses smaller squares; see `picture.too_small`. */
const minSide = 200

const postCrop = (url: string, { left, top, side }: Square, headers: Readonly<Record<string, string>>) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ left, top, side }),
  }).catch(() => undefined)

/**
 * Crops a square out of a picture: dragged or moved by arrow keys, sized with a slider. The server crops
 * (`action/<id>/crop`, in pixels of the uploaded picture), always from the original.
 */
export function PhotoCrop({
  picture,
  action,
  onCrop,
  onClose,
}: {
  picture: Picture
  action: string
  onCrop: (picture: Picture) => void
  onClose: () => void
}) {
  const t = useTranslations('console.crop')
  const dialog = useRef<HTMLDialogElement>(null)
  const whole = picture.cropped_from?.original ?? picture
  const [square, setSquare] = useState<Square>(() => picture.cropped_from ?? middleOf(whole))
  const [failed, setFailed] = useState(false)
  const [busy, setBusy] = useState(false)
  const storeHeader = useStoreHeader()
  useEffect(() => dialog.current!.showModal(), [])
  const crop = async () => {
    setBusy(true)
    setFailed(false)
    const answer = await postCrop(`${action}/${picture.id}/crop`, square, storeHeader)
    setBusy(false)
    if (!answer?.ok) return setFailed(true)
    onCrop({ ...(await answer.json()), cropped_from: { ...square, original: whole } })
    onClose()
  }
  return (
    <dialog
      ref={dialog}
      closedby="any"
      onClose={onClose}
      aria-label={t('title')}
      className="fade-in m-auto w-[calc(100vw-2rem)] max-w-md rounded-2xl border border-line bg-surface p-5 text-ink shadow-overlay"
    >
      <h2 className="font-semibold text-lg">{t('title')}</h2>
      <p className="mb-3 text-ink-2 text-sm">{t('text')}</p>
      <div className="relative mx-auto w-fit touch-none select-none overflow-clip rounded-lg bg-mat">
        <img src={whole.url} alt="" draggable={false} className="block max-h-[50vh]" />
        <Frame whole={whole} square={square} onMove={setSquare} />
      </div>
      <label className="mt-3 flex items-center gap-3 text-sm">
        {t('size')}
        <input
          type="range"
          min={minSide}
          max={Math.min(whole.width, whole.height)}
          value={square.side}
          onChange={event => setSquare(resized(square, event.currentTarget.valueAsNumber, whole))}
          className="flex-1 accent-brand"
        />
      </label>
      {failed && (
        <p role="alert" className="mt-2 font-medium text-bad text-sm">
          {t('failed')}
        </p>
      )}
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button variant="primary" pending={busy} onClick={crop}>
          {t('cut')}
        </Button>
      </div>
    </dialog>
  )
}

function Frame({ whole, square, onMove }: { whole: Size; square: Square; onMove: (square: Square) => void }) {
  const t = useTranslations('console.crop')
  const grip = useRef<{ x: number; y: number; from: Square; scale: number }>(undefined)
  const move = (x: number, y: number, from = square) =>
    onMove(within({ ...from, left: from.left + x, top: from.top + y }, whole))
  const drag = (event: PointerEvent) => {
    if (!grip.current) return
    const { x, y, from, scale } = grip.current
    move((event.clientX - x) * scale, (event.clientY - y) * scale, from)
  }
  const step = (event: KeyboardEvent) => {
    const by = arrows[event.key]
    if (!by) return
    event.preventDefault()
    move((by[0] * whole.width) / 50, (by[1] * whole.height) / 50)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: HTML has no element that moves in two directions
    <div
      role="group"
      aria-label={t('frame')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move it
      tabIndex={0}
      onKeyDown={step}
      onPointerDown={event => {
        const { width } = event.currentTarget.parentElement!.getBoundingClientRect()
        grip.current = { x: event.clientX, y: event.clientY, from: square, scale: whole.width / width }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        grip.current = undefined
      }}
      className="absolute cursor-move rounded-sm border-2 border-white shadow-[0_0_0_9999px_rgb(0_0_0/0.5)] outline-offset-2"
      style={{
        left: `${(square.left / whole.width) * 100}%`,
        top: `${(square.top / whole.height) * 100}%`,
        width: `${(square.side / whole.width) * 100}%`,
        aspectRatio: 1,
      }}
    />
  )
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Rounds to whole pixels inside the picture. */
const within = ({ left, top, side }: Square, { width, height }: Size): Square => ({
  side,
  left: Math.round(Math.min(Math.max(left, 0), width - side)),
  top: Math.round(Math.min(Math.max(top, 0), height - side)),
})

/** Resizes around the center. */
const resized = (square: Square, side: number, whole: Size): Square =>
  within({ side, left: square.left + (square.side - side) / 2, top: square.top + (square.side - side) / 2 }, whole)

/** The largest centered square. */
const middleOf = ({ width, height }: Size): Square => {
  const side = Math.min(width, height)
  return { side, left: (width - side) >> 1, top: (height - side) >> 1 }
}
