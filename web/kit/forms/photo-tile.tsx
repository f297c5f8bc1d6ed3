import clsx from 'clsx'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ChevronLeftIcon, ChevronRightIcon, CloseIcon, CropIcon } from '../primitives/icons.tsx'
import { Progress } from '../primitives/progress.tsx'
import { PhotoCrop } from './photo-crop.tsx'
import type { Photo, Picture } from './upload-queue.ts'

type Failed = Extract<Photo, { state: 'failed' }>

/** One photo of an `Uploader` with its actions; `place` counts from 0. */
export function PhotoTile({
  photo,
  place,
  cover,
  last,
  onMove,
  onCrop,
  cropUrl,
  onRemove,
  onAgain,
}: {
  photo: Photo
  place: number
  /** The first one that was not refused: what buyers see in lists. */
  cover: boolean
  last: boolean
  onMove: (to: number) => void
  onCrop: (picture: Picture) => void
  /** Base URL for crops: `<cutAt>/<id>/crop`. */
  cropUrl: string
  onRemove: () => void
  onAgain: (photo: Failed) => void
}) {
  const t = useTranslations('console.uploader')
  const params = { place: String(place + 1) }
  return (
    <div className="group relative aspect-square overflow-clip rounded-xl border border-line bg-mat">
      <img src={photo.url} alt={t('photo', params)} draggable={false} className="size-full object-cover" />
      {cover && (
        <span className="absolute top-1.5 left-1.5 rounded-md bg-ink px-1.5 font-medium text-2xs text-bg">
          {t('cover')}
        </span>
      )}
      {(photo.state === 'waiting' || photo.state === 'sending') && (
        <div className="absolute inset-0 grid place-items-center bg-scrim p-3">
          <Progress label={t('uploading', params)} value={photo.sent * 100} />
        </div>
      )}
      {photo.state === 'failed' && <Failure photo={photo} onAgain={onAgain} />}
      <div
        className={clsx(
          'absolute inset-x-1 bottom-1 flex gap-1 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100',
          photo.state !== 'failed' && 'opacity-0',
        )}
      >
        {place > 0 && (
          <TileButton label={t('earlier', params)} icon={ChevronLeftIcon} onClick={() => onMove(place - 1)} />
        )}
        {!last && <TileButton label={t('later', params)} icon={ChevronRightIcon} onClick={() => onMove(place + 1)} />}
        <span className="flex-1" />
        {photo.state === 'done' && <CropButton photo={photo} place={place} action={cropUrl} onCut={onCrop} />}
        <TileButton label={t('remove', params)} icon={CloseIcon} onClick={onRemove} />
      </div>
    </div>
  )
}

function Failure({ photo, onAgain }: { photo: Failed; onAgain: (photo: Failed) => void }) {
  const t = useTranslations('console.uploader')
  return (
    <div
      role="alert"
      className="absolute inset-0 flex flex-col items-center justify-center gap-1 bg-bad-soft p-1 pb-8 text-center text-bad text-xs"
    >
      {t(photo.reason)}
      {photo.reason === 'failed' && (
        <button
          type="button"
          onClick={() => onAgain(photo)}
          className="min-h-6 rounded-md px-1.5 font-medium underline"
        >
          {t('again')}
        </button>
      )}
    </div>
  )
}

function CropButton({
  photo,
  place,
  action,
  onCut,
}: {
  photo: Extract<Photo, { state: 'done' }>
  place: number
  action: string
  onCut: (picture: Picture) => void
}) {
  const t = useTranslations('console.uploader')
  const [open, setOpen] = useState(false)
  return (
    <>
      <TileButton label={t('crop', { place: String(place + 1) })} icon={CropIcon} onClick={() => setOpen(true)} />
      {open && <PhotoCrop picture={photo.picture} action={action} onCrop={onCut} onClose={() => setOpen(false)} />}
    </>
  )
}

function TileButton({ label, icon: Icon, onClick }: { label: string; icon: typeof CloseIcon; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="grid size-7 place-items-center rounded-lg border border-line bg-surface text-ink pointer-coarse:size-9 hover:bg-surface-2"
    >
      <Icon size={15} />
    </button>
  )
}
