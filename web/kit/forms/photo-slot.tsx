import { useTranslations } from 'use-intl'
import { CloseIcon, ImageIcon } from '../primitives/icons.tsx'
import { Progress } from '../primitives/progress.tsx'
import { type Picture, useUploadQueue } from './upload-queue.ts'

/**
 * A small slot for one photo; pressing it chooses another. Its id is sent under each of `names`. Needs script; without
 * it, offer a file field of the same name.
 */
export function PhotoSlot({
  names,
  label,
  initial,
  action = '/api/seller/files',
}: {
  names: readonly string[]
  label: string
  initial?: Picture | null | undefined
  action?: string
}) {
  const t = useTranslations('console.uploader')
  const { photos, add, remove } = useUploadQueue(action, initial ? [initial] : [])
  const photo = photos.at(-1)
  return (
    <span className="relative size-10 shrink-0">
      <label className="grid size-10 cursor-pointer place-items-center overflow-clip rounded-lg border border-edge border-dashed bg-mat text-ink-3 has-focus-visible:outline-2 has-focus-visible:outline-ring">
        {photo ? <img src={photo.url} alt="" className="size-full object-cover" /> : <ImageIcon size={16} />}
        {photo && photo.state !== 'done' && (
          <span className="absolute inset-0 grid place-items-center rounded-lg bg-scrim">
            {photo.state === 'failed' ? (
              <span role="alert" className="text-2xs text-bad">
                {t(photo.reason)}
              </span>
            ) : (
              <Progress label={t('uploading', { place: '1' })} value={photo.sent * 100} />
            )}
          </span>
        )}
        <input
          type="file"
          aria-label={label}
          accept="image/jpeg,image/png,image/webp,image/avif"
          className="sr-only"
          onChange={event => {
            if (photo) remove(photo)
            add([...event.currentTarget.files!])
            event.currentTarget.value = ''
          }}
        />
      </label>
      {photo && (
        <button
          type="button"
          aria-label={t('remove', { place: label })}
          onClick={() => remove(photo)}
          className="absolute -top-2 -right-2 grid size-6 place-items-center rounded-full border border-line bg-surface"
        >
          <CloseIcon size={12} />
        </button>
      )}
      {photo?.state === 'done' && names.map(name => <input key={name} type="hidden" name={name} value={photo.id} />)}
    </span>
  )
}
