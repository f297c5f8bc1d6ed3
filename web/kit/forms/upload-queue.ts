import { useEffect, useReducer, useRef } from 'react'
import { useStoreHeader } from '../page/store-path.ts'

export type Picture = {
  id: string
  url: string
  width: number
  height: number
  /** For a cropped picture: the square in pixels of the original. */
  cropped_from?: Crop | null
}
type Crop = { original: Omit<Picture, 'id' | 'cropped_from'>; left: number; top: number; side: number }

/** A photo of the form: uploaded, uploading, or refused. `key` stays the same when it is moved. */
export type Photo = { key: string; url: string } & (
  | { state: 'done'; id: string; picture: Picture }
  | { state: 'waiting' | 'sending'; file: File; sent: number }
  | { state: 'failed'; file: File; reason: Reason }
)

/** Why a photo was refused. */
type Reason = 'tooLarge' | 'tooManyPixels' | 'tooSmall' | 'notAPicture' | 'failed'

type Change =
  | { type: 'add'; photos: Photo[] }
  | { type: 'update'; key: string; photo: Photo }
  | { type: 'remove'; key: string }
  | { type: 'move'; key: string; to: number }

/** The list after a change; a response does not bring back a photo that was removed while it was uploading. */
export function changed(photos: readonly Photo[], change: Change): readonly Photo[] {
  switch (change.type) {
    case 'add':
      return [...photos, ...change.photos]
    case 'update':
      return photos.map(photo => (photo.key === change.key ? change.photo : photo))
    case 'remove':
      return photos.filter(photo => photo.key !== change.key)
    case 'move': {
      const moved = photos.find(photo => photo.key === change.key)!
      const rest = photos.filter(photo => photo !== moved)
      return rest.toSpliced(change.to, 0, moved)
    }
  }
}

/** Uploads at the same time: one fills a phone's uplink, the second hides the pause between two. */
const atOnce = 2

/** The photos of a form: uploads added ones, a few at a time, and keeps their order. */
export function useUploadQueue(action: string, initial: readonly Picture[]) {
  const [photos, change] = useReducer(changed, initial, pictures =>
    pictures.map((picture): Photo => ({ key: picture.id, url: picture.url, state: 'done', id: picture.id, picture })),
  )
  const requests = useRef(new Map<string, XMLHttpRequest>())
  const made = useRef(0)
  const headers = useRef(useStoreHeader())

  useEffect(() => {
    const sending = photos.filter(({ state }) => state === 'sending').length
    const next = photos.find(({ state }) => state === 'waiting')
    if (next?.state !== 'waiting' || sending >= atOnce) return
    const { key, url, file } = next
    const update = (photo: Photo) => change({ type: 'update', key, photo })
    update({ key, url, file, state: 'sending', sent: 0 })
    const request = send(
      { action, file, headers: headers.current },
      {
        progress: sent => update({ key, url, file, state: 'sending', sent }),
        done: picture => update({ key, url, state: 'done', id: picture.id, picture }),
        failed: reason => update({ key, url, file, state: 'failed', reason }),
      },
    )
    requests.current.set(key, request)
  }, [photos, action])

  return {
    photos,
    /** The first one that was not refused. */
    cover: photos.find(({ state }) => state !== 'failed'),
    /** Some are still uploading: a form sent now would not include them. */
    busy: photos.some(({ state }) => state === 'waiting' || state === 'sending'),
    add(files: readonly File[]) {
      const added = files.map((file): Photo => {
        made.current += 1
        return { key: `new ${made.current}`, url: URL.createObjectURL(file), state: 'waiting', file, sent: 0 }
      })
      change({ type: 'add', photos: added })
    },
    again(photo: Extract<Photo, { state: 'failed' }>) {
      const { key, url, file } = photo
      change({ type: 'update', key, photo: { key, url, file, state: 'waiting', sent: 0 } })
    },
    remove({ key, url }: Photo) {
      requests.current.get(key)?.abort()
      if (url.startsWith('blob:')) URL.revokeObjectURL(url)
      change({ type: 'remove', key })
    },
    /** Replaces a picture by a square cropped from it. */
    replace({ key }: Photo, picture: Picture) {
      change({ type: 'update', key, photo: { key, url: picture.url, state: 'done', id: picture.id, picture } })
    },
    move({ key }: Photo, to: number) {
      change({ type: 'move', key, to })
    },
  }
}

type Outcome = {
  progress: (sent: number) => void
  done: (picture: Picture) => void
  failed: (reason: Reason) => void
}

const reasons: Readonly<Record<string, Reason>> = {
  'picture.not_a_picture': 'notAPicture',
  'picture.too_many_pixels': 'tooManyPixels',
  'picture.too_small': 'tooSmall',
}

/** Uses XMLHttpRequest, because `fetch` does not report upload progress. */
function send(
  { action, file, headers }: { action: string; file: File; headers: Readonly<Record<string, string>> },
  { progress, done, failed }: Outcome,
): XMLHttpRequest {
  const request = new XMLHttpRequest()
  request.open('POST', action)
  request.responseType = 'json'
  request.setRequestHeader('accept', 'application/json')
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
  request.upload.onprogress = ({ loaded, total }) => progress(loaded / total)
  request.onerror = () => failed('failed')
  request.onload = () => {
    if (request.status < 300) done(request.response)
    else failed(request.status === 413 ? 'tooLarge' : (reasons[request.response?.code] ?? 'failed'))
  }
  const body = new FormData()
  body.set('file', file)
  request.send(body)
  return request
}
