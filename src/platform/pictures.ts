import { outside } from '#platform/current-transaction.ts'
import { type Db, sql } from '#platform/db.ts'
import { type FileStore, fileStore } from '#platform/files.ts'
import { newId } from '#platform/ids.ts'
import { type RefusalList, refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

export const pictureRefusals = {
  'picture.not_a_picture': 422,
  'picture.too_many_pixels': 422,
  'picture.too_small': 422,
  'picture.not_found': 404,
  'picture.crop_outside': 422,
} as const satisfies RefusalList
const refuse = refuser(pictureRefusals)

/** 50 megapixels: above any phone camera's default, below what would exhaust memory when unpacked (200 MB). */
const maxPixels = 50_000_000
export const minSidePx = 200
const keptSidePx = 2_000
const accepted = new Set(['jpeg', 'png', 'webp', 'heif'])

export type Picture = {
  readonly id: string
  readonly bytes: Buffer
  readonly width: number
  readonly height: number
  /** The picture it was cropped from, and the square. */
  readonly croppedFrom?: { readonly original: string; readonly crop: Crop }
}

/** A square, in pixels of the picture as it was uploaded. */
type Crop = { readonly left: number; readonly top: number; readonly side: number }

/**
 * Reads an uploaded picture by its content, whatever its name says (JPEG, PNG, WebP, AVIF; sharp would open SVG too),
 * rotates it upright, drops its metadata (place, time), limits it to 2000 px and converts it to WebP. Outside any
 * transaction. Refuses what is no picture, too large when unpacked, or smaller than 200 px a side.
 */
export async function readPicture(upload: Buffer): Promise<Picture> {
  const before = reading
  const { promise, resolve } = Promise.withResolvers<void>()
  reading = promise
  await before
  try {
    return await read(upload)
  } finally {
    resolve()
  }
}

/** One at a time: decoding uses all cores for up to a second, and log-ins need the same threads. */
let reading: Promise<void> = Promise.resolve()

async function read(upload: Buffer): Promise<Picture> {
  if (upload.length === 0) throw refuse('picture.not_a_picture')
  const sharp = await loadSharp()
  const image = sharp(upload, { limitInputPixels: maxPixels, failOn: 'error' })
  const meta = await image.metadata().catch(() => null)
  if (!meta || !accepted.has(meta.format)) throw refuse('picture.not_a_picture')
  if (meta.width * meta.height > maxPixels) throw refuse('picture.too_many_pixels', { limit_pixels: maxPixels })
  if (Math.min(meta.width, meta.height) < minSidePx) throw refuse('picture.too_small', { min_side_px: minSidePx })
  try {
    const { data, info } = await image
      .rotate()
      .resize(keptSidePx, keptSidePx, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 86 })
      .toBuffer({ resolveWithObject: true })
    return { id: newId(), bytes: data, width: info.width, height: info.height }
  } catch {
    throw refuse('picture.not_a_picture') // a valid header with broken pixels
  }
}

/**
 * Crops a square from a picture, as a new picture, because the address of a picture always shows the same content.
 * Cropping a cropped picture starts from the original again, so no quality is lost. Outside any transaction. Refuses
 * `picture.not_found`, `picture.too_small` and `picture.crop_outside`.
 */
export async function cropPicture(db: Db, owner: string, id: string, crop: Crop): Promise<Picture> {
  const { rows } = await sql<{ id: string; width: number; height: number }>`
    select o.id, o.width, o.height from platform.files f
    join platform.files o on o.owner = f.owner and o.id = coalesce(f.original, f.id)
    where f.owner = ${owner} and f.id = ${id} and f.kind = 'picture'
  `.execute(db.read)
  const original = rows[0]
  const kept = original && (await fileStore.of(db).read(`${owner}/${original.id}.webp`))
  if (!original || !kept) throw refuse('picture.not_found')
  if (crop.side < minSidePx) throw refuse('picture.too_small', { min_side_px: minSidePx })
  if (crop.left + crop.side > original.width || crop.top + crop.side > original.height)
    throw refuse('picture.crop_outside')
  const sharp = await loadSharp()
  const bytes = await sharp(kept)
    .extract({ left: crop.left, top: crop.top, width: crop.side, height: crop.side })
    .webp({ quality: 86 })
    .toBuffer()
  return { id: newId(), bytes, width: crop.side, height: crop.side, croppedFrom: { original: original.id, crop } }
}

/** Stores the bytes; `recordPicture` writes the row for them in the caller's transaction. */
export const storePicture = (db: Db, owner: string, picture: Picture): Promise<void> =>
  outside('store picture', () => fileStore.of(db).write(`${owner}/${picture.id}.webp`, picture.bytes))

export async function recordPicture(tx: Tx, owner: string, picture: Picture): Promise<void> {
  const { id, bytes, width, height, croppedFrom } = picture
  await sql`
    insert into platform.files (owner, id, kind, media_type, bytes, width, height, original, crop, stored_at)
    values (${owner}, ${id}, 'picture', 'image/webp', ${bytes.length}, ${width}, ${height}, ${croppedFrom?.original ?? null},
      ${croppedFrom ? JSON.stringify(croppedFrom.crop) : null}, ${tx.now})
  `.execute(tx)
}

/** Widths a page may ask for, in pixels: card, page, zoom, thumbnail. */
export const pictureWidths = [96, 480, 960, 1600] as const
export type PictureWidth = (typeof pictureWidths)[number]

/** The address of a picture in one width. */
export const pictureUrl = (owner: string, id: string, width: PictureWidth): string =>
  `/media/${owner}/${id}/${width}.webp`

/**
 * The bytes of a picture in one width: resized at the first request and kept. Null when there is no such picture.
 * Concurrent first requests (many people opening a new product) share one resize.
 */
export async function pictureIn(db: Db, owner: string, id: string, width: PictureWidth): Promise<Buffer | null> {
  const store = fileStore.of(db)
  const path = `${owner}/${id}.${width}.webp`
  const kept = await store.read(path)
  if (kept) return kept
  let making = beingMade.get(store)
  if (!making) beingMade.set(store, (making = new Map()))
  let made = making.get(path)
  if (!made) {
    made = makeWidth(store, `${owner}/${id}.webp`, path, width).finally(() => making.delete(path))
    making.set(path, made)
  }
  return made
}

const beingMade = new WeakMap<FileStore, Map<string, Promise<Buffer | null>>>()

async function makeWidth(store: FileStore, from: string, to: string, width: PictureWidth): Promise<Buffer | null> {
  const original = await store.read(from)
  if (!original) return null
  const sized = await resize(async () => {
    const sharp = await loadSharp()
    return sharp(original)
      .resize(width, width, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer()
  })
  await store.write(to, sized)
  return sized
}

/**
 * Two resizes at a time: log-ins and file access need the same four threads, and each resize decodes a picture of 12
 * MB.
 */
const resize = atMost(2)

/** Runs at most `places` tasks at once; the others wait in order. */
function atMost(places: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = places
  const waiting: (() => void)[] = []
  return async work => {
    if (free > 0) free--
    else await new Promise<void>(resolve => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

/**
 * Loaded at the first picture, which saves 40 ms at the start. One thread for each picture and no cache of decoded
 * pictures, because the resized ones are stored.
 */
async function loadSharp(): Promise<Sharp> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  return sharp
}

type Sharp = typeof import('sharp').default
