import { z } from 'zod'
import { pictureMaxBytes } from '#catalog/limits.ts'
import { type Db, sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { storeOwned } from '#platform/json.ts'
import { type Once, onceAfter } from '#platform/once.ts'
import {
  cropPicture,
  type Picture,
  pictureRefusals,
  pictureUrl,
  readPicture,
  recordPicture,
  storePicture,
} from '#platform/pictures.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const refusePicture = refuser(pictureRefusals)

const UploadedSchema = z.object({ id: z.string(), url: z.string(), width: z.int(), height: z.int() })

const shown = (
  storeId: string,
  { id, width, height }: Pick<Picture, 'id' | 'width' | 'height'>,
): z.output<typeof UploadedSchema> => ({
  id: publicId('fil', storeId, id),
  url: pictureUrl(storeId, id, 480),
  width,
  height,
})

/** Stores a picture's file, then records it. */
const keep = (db: Db, once: Once | null, storeId: string, name: string, make: () => Promise<Picture>) =>
  onceAfter(
    db,
    once,
    name,
    async () => {
      const picture = await make()
      await storePicture(db, storeId, picture)
      return picture
    },
    async (tx, picture) => {
      await recordPicture(tx, storeId, picture)
      return shown(storeId, picture)
    },
  )

export const sellerFiles = {
  uploadPicture: route({
    method: 'POST',
    path: '/api/seller/files',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Upload one picture (JPEG, PNG, WebP, AVIF)',
    upload: { maxBytes: pictureMaxBytes },
    input: z.object({ file: z.instanceof(Buffer), name: z.string().max(500).default('') }),
    example: { name: 'mug.jpg' },
    output: UploadedSchema,
    refusals: ['picture.not_a_picture', 'picture.too_many_pixels', 'picture.too_small'],
    handle: ({ db, storeId, once }, { file }) => keep(db, once, storeId, 'upload picture', () => readPicture(file)),
  }),

  cropPicture: route({
    method: 'POST',
    path: '/api/seller/files/:file_id/crop',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Crop a picture to a square, in pixels of the original; returns a new picture',
    input: z.object({
      file_id: storeOwned('fil'),
      left: z.int().min(0).max(100_000),
      top: z.int().min(0).max(100_000),
      side: z.int().min(1).max(100_000),
    }),
    example: { left: 0, top: 0, side: 200 },
    output: UploadedSchema,
    refusals: ['picture.not_found', 'picture.too_small', 'picture.crop_outside'],
    async handle({ db, storeId, once }, { file_id, ...crop }) {
      if (file_id.storeId !== storeId) throw refusePicture('picture.not_found')
      return keep(db, once, storeId, 'crop picture', () => cropPicture(db, storeId, file_id.id, crop))
    },
  }),

  showPicture: route({
    method: 'GET',
    path: '/api/seller/files/:file_id',
    audience: 'seller',
    permission: 'products.read',
    summary: 'An uploaded picture',
    input: z.object({ file_id: storeOwned('fil') }),
    output: UploadedSchema,
    refusals: ['picture.not_found'],
    async handle({ db, storeId }, { file_id }) {
      if (file_id.storeId !== storeId) throw refusePicture('picture.not_found')
      const { rows } = await sql<Pick<Picture, 'id' | 'width' | 'height'>>`
        select id, width, height from platform.files
        where owner = ${storeId} and id = ${file_id.id} and kind = 'picture'
      `.execute(db.read)
      if (!rows[0]) throw refusePicture('picture.not_found')
      return shown(storeId, rows[0])
    },
  }),
}
