import clsx from 'clsx'
import { useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useHydrated } from '../page/hydrated.ts'
import { PlusIcon } from '../primitives/icons.tsx'
import { PhotoTile } from './photo-tile.tsx'
import { type Photo, type Picture, useUploadQueue } from './upload-queue.ts'

/**
 * The photos of a product, the first being its cover. Each is uploaded to `action` when chosen or dropped, and the form
 * sends their ids in order as `name`; it waits while one is uploading. They are ordered by dragging or with the arrow
 * buttons. Without script the same `name` carries the files themselves (see `submittedPhotos`): give the form
 * `encType="multipart/form-data"`.
 */
export function Uploader({
  name,
  label,
  initial = [],
  max,
  maxBytes,
  minSidePx,
  action = '/api/seller/files',
}: {
  name: string
  label: string
  initial?: readonly Picture[]
  max: number
  /** Per photo. */
  maxBytes: number
  minSidePx: number
  action?: string
}) {
  const t = useTranslations('console.uploader')
  const queue = useUploadQueue(action, initial)
  const [dragged, setDragged] = useState<Photo>()
  const [announcement, setAnnouncement] = useState('')
  const { photos } = queue
  const room = max - photos.length
  const [leftOut, setLeftOut] = useState<readonly LeftOut[]>([])
  const add = (list: FileList) => {
    const files = [...list]
    const good = files.filter(file => file.type.startsWith('image/') && file.size <= maxBytes)
    const taken = new Set(good.slice(0, room))
    queue.add([...taken])
    setLeftOut(leftOutOf(files, taken, maxBytes))
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
            className={clsx(dragged?.key === photo.key && 'opacity-40')}
          >
            {photo.state === 'done' && <input type="hidden" name={name} value={photo.id} />}
            <PhotoTile
              photo={photo}
              place={i}
              cover={photo === queue.cover}
              last={i === photos.length - 1}
              onMove={to => {
                queue.move(photo, to)
                setAnnouncement(t('moved', { place: String(to + 1) }))
              }}
              onCrop={picture => queue.replace(photo, picture)}
              cropUrl={action}
              onRemove={() => queue.remove(photo)}
              onAgain={queue.again}
            />
          </li>
        ))}
        <AddTile name={name} empty={photos.length === 0} full={room <= 0} waiting={queue.busy} onAdd={add} />
      </ul>
      <p className="mt-1.5 text-ink-3 text-sm">
        {t('upTo', { max, side: minSidePx, size: Math.floor(maxBytes / 1024 / 1024) })}
      </p>
      <ul role="alert" className="text-bad text-sm">
        {leftOut.map(({ name, reason }) => (
          <li key={name} className="mt-1 break-words">
            {name}: {t(reason)}
          </li>
        ))}
      </ul>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </fieldset>
  )
}

/** A chosen file that was refused. */
const leftOutOf = (files: readonly File[], taken: ReadonlySet<File>, maxBytes: number): LeftOut[] =>
  files
    .filter(file => !taken.has(file))
    .map(file => ({
      name: file.name,
      reason: !file.type.startsWith('image/') ? 'notAPicture' : file.size > maxBytes ? 'tooLarge' : 'noRoom',
    }))

type LeftOut = { readonly name: string; readonly reason: 'notAPicture' | 'tooLarge' | 'noRoom' }

/** What a submitted `Uploader` contains: ids of uploaded photos, and files when there was no script. */
export function submittedPhotos(form: FormData, name: string): { ids: string[]; files: File[] } {
  const entries = form.getAll(name)
  return {
    ids: entries.filter(entry => typeof entry === 'string'),
    files: entries.filter((entry): entry is File => typeof entry !== 'string' && entry.size > 0),
  }
}

/** Where photos are added; its field also blocks submitting while some are uploading. */
function AddTile({
  name,
  empty,
  full,
  waiting,
  onAdd,
}: {
  name: string
  empty: boolean
  full: boolean
  waiting: boolean
  onAdd: (files: FileList) => void
}) {
  const t = useTranslations('console.uploader')
  const hydrated = useHydrated()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current!.setCustomValidity(waiting ? t('wait') : ''), [waiting, t])
  const take = () => {
    if (!input.current!.files!.length) return
    onAdd(input.current!.files!)
    input.current!.value = '' // so that the same file can be chosen again after it was removed
  }
  const early = useRef(take)
  useEffect(() => early.current(), []) // files chosen before the script had loaded
  return (
    <li
      className={clsx(
        'relative min-h-28 rounded-xl border border-edge border-dashed bg-surface text-center hover:bg-surface-2 has-focus-visible:outline-2 has-focus-visible:outline-ring',
        full ? 'sr-only' : empty ? 'col-span-full' : 'aspect-square',
      )}
    >
      <label htmlFor={id} className="flex size-full flex-col items-center justify-center gap-1 p-2">
        <PlusIcon size={20} className="needs-script text-ink-3" />
        <span className="font-medium text-sm">{t('add')}</span>
        <span className="needs-script text-ink-3 text-xs pointer-coarse:hidden">{t('drop')}</span>
        <input
          ref={input}
          id={id}
          type="file"
          multiple
          accept="image/jpeg,image/png,image/webp,image/avif"
          name={hydrated ? undefined : name}
          className={clsx(hydrated && 'absolute inset-0 cursor-pointer opacity-0', 'max-w-full')}
          onChange={take}
        />
      </label>
    </li>
  )
}
