import { z } from 'zod'
import { deleteUnusedTemplate } from '#catalog/delete-template.ts'
import { pictureMaxBytes } from '#catalog/limits.ts'
import { NewProductSchema, ProductPatchSchema } from '#catalog/product-fields.ts'
import { productPatch } from '#catalog/product-patch.ts'
import { publishProduct, unlistProduct } from '#catalog/publish-product.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { saveProducts } from '#catalog/save-products.ts'
import { stockRoutes } from '#catalog/stock-routes.ts'
import { takedownRoutes } from '#catalog/takedown-routes.ts'
import { audit } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { storeOwned } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import {
  cutPicture,
  type Picture,
  pictureRefusals,
  pictureUrl,
  readPicture,
  recordPicture,
  storePicture,
} from '#platform/pictures.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { inTx } from '#platform/tx.ts'
import { shippingRefusals } from '#shipping/refusals.ts'
import { taxonomyOf } from '#taxonomy/index.ts'

const refuse = refuser({ ...catalogRefusals, ...shippingRefusals })
const refusePicture = refuser(pictureRefusals)

const saveRefusals = [
  'category.unknown',
  'category.not_final',
  'category.closed',
  'product.incomplete',
  'product.attributes_wrong',
  'product.axis_not_offered',
  'product.color_unknown',
  'product.gtin_wrong',
  'product.variants_alike',
  'product.sku_taken',
  'product.picture_unknown',
  'product.not_found',
  'variant.not_found',
] as const
const sellRefusals = ['store.not_approved', 'store.trader_data_missing'] as const
/** The revision to name in the next change. */
const SavedSchema = z.object({ id: z.string(), revision: z.int() })
const Done = z.object({ done: z.literal(true) })
const done = { done: true as const }

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

export const catalogRoutes = {
  ...takedownRoutes,
  ...stockRoutes,

  uploadPicture: route({
    method: 'POST',
    path: '/api/seller/files',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Upload one picture (JPEG, PNG, WebP, AVIF)',
    upload: { maxBytes: pictureMaxBytes },
    input: z.object({ file: z.instanceof(Buffer), name: z.string().max(500).default('') }),
    output: UploadedSchema,
    refusals: ['picture.not_a_picture', 'picture.too_many_pixels', 'picture.too_small'],
    async handle({ db, storeId }, { file }) {
      const picture = await readPicture(file)
      await storePicture(db, storeId, picture)
      await inTx(db, 'upload picture', tx => recordPicture(tx, storeId, picture))
      return shown(storeId, picture)
    },
  }),

  cropPicture: route({
    method: 'POST',
    path: '/api/seller/files/:file_id/crop',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Cut a square out of a picture, in pixels of what was uploaded; gives another picture',
    input: z.object({
      file_id: storeOwned('fil'),
      left: z.int().min(0).max(100_000),
      top: z.int().min(0).max(100_000),
      side: z.int().min(1).max(100_000),
    }),
    example: { left: 0, top: 0, side: 200 },
    output: UploadedSchema,
    refusals: ['picture.not_found', 'picture.too_small', 'picture.crop_outside'],
    async handle({ db, storeId }, { file_id, ...crop }) {
      if (file_id.storeId !== storeId) throw refusePicture('picture.not_found')
      const picture = await cutPicture(db, storeId, file_id.id, crop)
      await storePicture(db, storeId, picture)
      await inTx(db, 'crop picture', tx => recordPicture(tx, storeId, picture))
      return shown(storeId, picture)
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

  createProduct: route({
    method: 'POST',
    path: '/api/seller/products',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Create a draft product',
    input: NewProductSchema,
    example: { title: 'Stoneware mug', variants: [{ name: 'Blue', sku: 'mug-blue', price_minor: 1_490, on_hand: 10 }] },
    output: SavedSchema,
    refusals: saveRefusals,
    async handle({ db, storeId, userId, once }, body) {
      const [taxonomy, values] = await Promise.all([taxonomyOf(db), productPatch(storeId, body)])
      return onceInTx(db, once, 'create product', async tx => {
        const [saved] = await saveProducts(tx, taxonomy, storeId, [{ values }], userId)
        const id = publicId('prd', storeId, saved!.id)
        await audit(tx, {
          owner: storeId,
          userId,
          action: 'product.create',
          subject: id,
          after: { title: body.title ?? '' },
        })
        return { id, revision: saved!.revision }
      })
    },
  }),

  /**
   * What is absent stays. `variants` holds changes of variants, by `id`, and new ones, without; `removed_variants` takes
   * others off. A refusal `product.changed_meanwhile` brings the product as it is now, as `current`.
   */
  updateProduct: route({
    method: 'PATCH',
    path: '/api/seller/products/:product_id',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Change what a product says: the fields named, and of its variants those named by id',
    input: ProductPatchSchema.extend({ product_id: storeOwned('prd'), revision: z.int().min(1) }),
    example: { revision: 1, title: 'Stoneware mug' },
    output: SavedSchema,
    refusals: [...saveRefusals, ...sellRefusals, 'category.not_authorized', 'product.changed_meanwhile'],
    async handle({ db, storeId, userId, once }, { product_id, revision, ...body }) {
      if (product_id.storeId !== storeId) throw refuse('product.not_found')
      const [taxonomy, values] = await Promise.all([taxonomyOf(db), productPatch(storeId, body)])
      return onceInTx(db, once, 'update product', async tx => {
        const [saved] = await saveProducts(tx, taxonomy, storeId, [{ id: product_id.id, revision, values }], userId)
        const { before, after } = saved!
        const subject = publicId('prd', storeId, product_id.id)
        if (Object.keys(after).length > 0)
          await audit(tx, { owner: storeId, userId, action: 'product.update', subject, before, after })
        return { id: subject, revision: saved!.revision }
      })
    },
  }),

  publishProduct: route({
    method: 'POST',
    path: '/api/seller/products/:product_id/publish',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Put a product on sale',
    input: z.object({ product_id: storeOwned('prd') }),
    output: Done,
    refusals: [
      'product.not_found',
      'product.taken_down',
      'product.incomplete',
      'category.closed',
      'category.not_authorized',
      ...sellRefusals,
    ],
    async handle({ db, storeId, userId, once }, { product_id }) {
      if (product_id.storeId !== storeId) throw refuse('product.not_found')
      const taxonomy = await taxonomyOf(db)
      return onceInTx(db, once, 'publish product', async tx => {
        await publishProduct(tx, taxonomy, storeId, product_id.id, userId)
        const subject = publicId('prd', storeId, product_id.id)
        await audit(tx, { owner: storeId, userId, action: 'product.publish', subject })
        return done
      })
    },
  }),

  unlistProduct: route({
    method: 'POST',
    path: '/api/seller/products/:product_id/unlist',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Take a product off sale',
    input: z.object({ product_id: storeOwned('prd') }),
    output: Done,
    refusals: ['product.not_found'],
    handle: ({ db, storeId, userId, once }, { product_id }) =>
      onceInTx(db, once, 'unlist product', async tx => {
        if (product_id.storeId !== storeId) throw refuse('product.not_found')
        await unlistProduct(tx, product_id, userId)
        const subject = publicId('prd', storeId, product_id.id)
        await audit(tx, { owner: storeId, userId, action: 'product.unlist', subject })
        return done
      }),
  }),

  deleteTemplate: route({
    method: 'DELETE',
    path: '/api/seller/templates/:template_id',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Delete a shipping template that no product uses',
    input: z.object({ template_id: storeOwned('tpl') }),
    output: Done,
    refusals: ['shipping.template_not_found', 'shipping.template_in_use'],
    handle: ({ db, storeId, userId, once }, { template_id }) =>
      onceInTx(db, once, 'delete template', async tx => {
        if (template_id.storeId !== storeId) throw refuse('shipping.template_not_found')
        const before = await deleteUnusedTemplate(tx, storeId, template_id.id)
        const subject = publicId('tpl', storeId, template_id.id)
        await audit(tx, { owner: storeId, userId, action: 'template.delete', subject, before })
        return done
      }),
  }),
}
