import clsx from 'clsx'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useHydrated } from '../page/hydrated.ts'
import { ChevronLeftIcon, ChevronRightIcon, CloseIcon, PlusIcon } from '../primitives/icons.tsx'
import { Progress } from '../primitives/progress.tsx'
import { type Photo, type Picture, useUploadQueue } from './upload-queue.ts'

const types = 'image/jpeg,image/png,image/webp'

/**
 * The photos of a thing, the first being its cover. Each is sent to `action` when chosen or dropped, and the form carries their ids in order as `name`. Order by dragging or by the arrows. Without
 * script the same `name` carries the files themselves: give the form `encType="multipart/form-data"`.
 */
export function Uploader({
  name,
  label,
  initial = [],
  max,
  action = '/api/seller/files',
}: {
  name: string
  label: string
  initial?: readonly Picture[]
  max: number
  action?: string
}) {
  const t = useTranslations('kit.uploader')
  const hydrated = useHydrated()
  const id = useId()
  const queue = useUploadQueue(action, initial)
  const [dragged, setDragged] = useState<Photo>()
  const [said, setSaid] = useState('')
  const { photos } = queue
  const room = max - photos.length
  const add = (files: FileList) => queue.add([...files].filter(file => file.type.startsWith('image/')).slice(0, room))
  const move = (photo: Photo, to: number) => {
    queue.move(photo, to)
    setSaid(t('moved', { place: String(to + 1) }))
  }
  return (
    <fieldset
      className="min-w-0"
      onDragOver={event => event.preventDefault()}
      onDrop={event => {
        event.preventDefault()
        if (event.dataTransfer.files.length > 0) add(event.dataTransfer.files)
      }}
    >
      <legend className="mb-1.5 font-medium text-(length:--control-text)">{label}</legend>
      <ul aria-label={t('list')} className="grid grid-cols-[repeat(auto-fill,minmax(112px,1fr))] gap-2">
        {photos.map((photo, i) => (
          <li
            key={photo.key}
            draggable
            onDragStart={() => setDragged(photo)}
            onDragEnter={() => dragged && dragged.key !== photo.key && queue.move(dragged, i)}
            onDragEnd={() => setDragged(undefined)}
            className={clsx(
              'group relative aspect-square overflow-clip rounded-xl border border-line bg-mat',
              dragged?.key === photo.key && 'opacity-40',
            )}
          >
            <img
              src={photo.url}
              alt={t('photo', { place: String(i + 1) })}
              draggable={false}
              className="size-full object-cover"
            />
            {photo.state === 'done' && <input type="hidden" name={name} value={photo.id} />}
            {i === 0 && (
              <span className="absolute top-1.5 left-1.5 rounded-md bg-ink px-1.5 font-medium text-2xs text-bg">
                {t('cover')}
              </span>
            )}
            <PhotoState photo={photo} place={i + 1} again={queue.again} />
            <div className="absolute inset-x-1 bottom-1 flex justify-between opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
              <span className="flex gap-1">
                {i > 0 && (
                  <TileButton
                    label={t('earlier', { place: String(i + 1) })}
                    icon={ChevronLeftIcon}
                    onClick={() => move(photo, i - 1)}
                  />
                )}
                {i < photos.length - 1 && (
                  <TileButton
                    label={t('later', { place: String(i + 1) })}
                    icon={ChevronRightIcon}
                    onClick={() => move(photo, i + 1)}
                  />
                )}
              </span>
              <TileButton
                label={t('remove', { place: String(i + 1) })}
                icon={CloseIcon}
                onClick={() => queue.remove(photo)}
              />
            </div>
          </li>
        ))}
        {room > 0 && (
          <li
            className={clsx(
              'relative min-h-28 rounded-xl border border-edge border-dashed bg-surface text-center hover:bg-surface-2 has-focus-visible:outline-2 has-focus-visible:outline-ring',
              photos.length > 0 ? 'aspect-square' : 'col-span-full',
            )}
          >
            <label htmlFor={id} className="flex size-full flex-col items-center justify-center gap-1 p-2">
              <PlusIcon size={20} className="needs-script text-ink-3" />
              <span className="font-medium text-sm">{t('add')}</span>
              <span className="needs-script text-ink-3 text-xs pointer-coarse:hidden">{t('drop')}</span>
              <input
                id={id}
                type="file"
                multiple
                accept={types}
                name={hydrated ? undefined : name}
                className={clsx(hydrated && 'absolute inset-0 cursor-pointer opacity-0', 'max-w-full')}
                onChange={event => {
                  add(event.currentTarget.files!)
                  event.currentTarget.value = '' // the same file may be chosen again after it was removed
                }}
              />
            </label>
          </li>
        )}
      </ul>
      <p className="mt-1.5 text-ink-3 text-sm">{t('upTo', { max: String(max) })}</p>
      <p role="status" className="sr-only">
        {said}
      </p>
    </fieldset>
  )
}

/** What a submitted `Uploader` holds: ids of photos sent before, and files when there was no script. */
export function submittedPhotos(form: FormData, name: string): { ids: string[]; files: File[] } {
  const entries = form.getAll(name)
  return {
    ids: entries.filter(entry => typeof entry === 'string'),
    files: entries.filter((entry): entry is File => typeof entry !== 'string' && entry.size > 0),
  }
}

function PhotoState({
  photo,
  place,
  again,
}: {
  photo: Photo
  place: number
  again: (photo: Extract<Photo, { state: 'failed' }>) => void
}) {
  const t = useTranslations('kit.uploader')
  if (photo.state === 'done') return null
  if (photo.state === 'failed')
    return (
      <div
        role="alert"
        className="absolute inset-0 flex flex-col items-center justify-center gap-1.5 bg-bad-soft p-1 text-center text-bad text-xs"
      >
        {t(photo.reason)}
        <button type="button" onClick={() => again(photo)} className="min-h-6 rounded-md px-1.5 font-medium underline">
          {t('again')}
        </button>
      </div>
    )
  return (
    <div className="absolute inset-0 grid place-items-center bg-scrim p-3">
      <Progress label={t('uploading', { place: String(place) })} value={photo.sent * 100} />
    </div>
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
