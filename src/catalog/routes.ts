import { z } from 'zod'
import { deleteUnusedTemplate } from '#catalog/delete-template.ts'
import { descriptionMaxCharacters, onHandMax, priceMaxMinor, titleMaxCharacters, variantsMax } from '#catalog/limits.ts'
import { publishProduct, unlistProduct } from '#catalog/publish-product.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { createProduct, type ProductInput, setOnHand, updateProduct } from '#catalog/save-product.ts'
import { takedownRoutes } from '#catalog/takedown-routes.ts'
import { audit } from '#platform/audit.ts'
import { publicId } from '#platform/ids.ts'
import { storeOwned } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { pictureUrl, readPicture, recordPicture, storePicture } from '#platform/pictures.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { inTx } from '#platform/tx.ts'
import { shippingRefusals } from '#shipping/refusals.ts'

const refuse = refuser({ ...catalogRefusals, ...shippingRefusals })

const Product = z.object({
  title: z.string().trim().min(3).max(titleMaxCharacters),
  description: z.string().trim().max(descriptionMaxCharacters).default(''),
  template_id: storeOwned('tpl'),
  processing_days: z.int().min(1).nullable().default(null),
  reserve_at: z.enum(['order', 'payment']).default('order'),
  pictures: z.array(storeOwned('fil')).max(50).default([]),
  variants: z
    .array(
      z.object({
        id: storeOwned('var').optional(),
        name: z.string().trim().min(1).max(60),
        color: z
          .string()
          .regex(/^#[0-9a-f]{6}$/)
          .nullable()
          .default(null),
        sku: z.string().trim().min(1).max(60),
        price_minor: z.int().min(1).max(priceMaxMinor),
        on_hand: z.int().min(0).max(onHandMax),
        picture: storeOwned('fil').nullable().default(null),
      }),
    )
    .min(1)
    .max(variantsMax),
})

type Owned = { storeId: string; id: string }

/** Ids of another store are unknown here, whatever they name there. */
function productInput(storeId: string, body: z.output<typeof Product>): ProductInput {
  const own = (thing: Owned, refusal: 'product.picture_unknown' | 'product.not_found'): string => {
    if (thing.storeId !== storeId) throw refuse(refusal)
    return thing.id
  }
  if (body.template_id.storeId !== storeId) throw refuse('product.incomplete', { missing: ['template'] })
  return {
    title: body.title,
    description: body.description,
    templateId: body.template_id.id,
    processingDays: body.processing_days,
    reserveAt: body.reserve_at,
    pictures: body.pictures.map(picture => own(picture, 'product.picture_unknown')),
    variants: body.variants.map(variant => ({
      id: variant.id && own(variant.id, 'product.not_found'),
      name: variant.name,
      color: variant.color,
      sku: variant.sku,
      priceMinor: BigInt(variant.price_minor),
      onHand: variant.on_hand,
      picture: variant.picture && own(variant.picture, 'product.picture_unknown'),
    })),
  }
}

const saveRefusals = ['product.incomplete', 'product.sku_taken', 'product.picture_unknown'] as const
const sellRefusals = ['store.not_approved', 'store.trader_data_missing'] as const
const Done = z.object({ done: z.literal(true) })
const done = { done: true as const }

/** 15 MB: a phone's largest JPEG. */
const uploadMaxBytes = 15 * 1024 * 1024

export const catalogRoutes = {
  ...takedownRoutes,

  uploadPicture: route({
    method: 'POST',
    path: '/api/seller/files',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Upload one picture (JPEG, PNG, WebP, AVIF)',
    upload: { maxBytes: uploadMaxBytes },
    input: z.object({ file: z.instanceof(Buffer), name: z.string().max(500).default('') }),
    output: z.object({ id: z.string(), url: z.string(), width: z.int(), height: z.int() }),
    refusals: ['picture.not_a_picture', 'picture.too_many_pixels', 'picture.too_small'],
    async handle({ db, storeId }, { file }) {
      const picture = await readPicture(file)
      await storePicture(db, storeId, picture)
      await inTx(db, 'upload picture', tx => recordPicture(tx, storeId, picture))
      return {
        id: publicId('fil', storeId, picture.id),
        url: pictureUrl(storeId, picture.id, 480),
        width: picture.width,
        height: picture.height,
      }
    },
  }),

  createProduct: route({
    method: 'POST',
    path: '/api/seller/products',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Create a draft product',
    input: Product,
    output: z.object({ id: z.string() }),
    refusals: [...saveRefusals, 'product.not_found'],
    handle: ({ db, storeId, userId, once }, body) =>
      onceInTx(db, once, 'create product', async tx => {
        const id = await createProduct(tx, storeId, productInput(storeId, body))
        const subject = publicId('prd', storeId, id)
        await audit(tx, { owner: storeId, userId, action: 'product.create', subject, after: { title: body.title } })
        return { id: subject }
      }),
  }),

  updateProduct: route({
    method: 'PUT',
    path: '/api/seller/products/:product_id',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Replace what a product says',
    input: Product.extend({ product_id: storeOwned('prd') }),
    output: Done,
    refusals: [...saveRefusals, ...sellRefusals, 'product.not_found', 'stock.below_reserved'],
    handle: ({ db, storeId, userId, once }, { product_id, ...body }) =>
      onceInTx(db, once, 'update product', async tx => {
        if (product_id.storeId !== storeId) throw refuse('product.not_found')
        await updateProduct(tx, storeId, product_id.id, productInput(storeId, body))
        const subject = publicId('prd', storeId, product_id.id)
        await audit(tx, {
          owner: storeId,
          userId,
          action: 'product.update',
          subject,
          after: { title: body.title, variants: body.variants.map(v => ({ sku: v.sku, price_minor: v.price_minor })) },
        })
        return done
      }),
  }),

  publishProduct: route({
    method: 'POST',
    path: '/api/seller/products/:product_id/publish',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Put a product on sale',
    input: z.object({ product_id: storeOwned('prd') }),
    output: Done,
    refusals: ['product.not_found', 'product.incomplete', 'product.taken_down', ...sellRefusals],
    handle: ({ db, storeId, userId, once }, { product_id }) =>
      onceInTx(db, once, 'publish product', async tx => {
        if (product_id.storeId !== storeId) throw refuse('product.not_found')
        await publishProduct(tx, storeId, product_id.id)
        const subject = publicId('prd', storeId, product_id.id)
        await audit(tx, { owner: storeId, userId, action: 'product.publish', subject })
        return done
      }),
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
        await unlistProduct(tx, storeId, product_id.id)
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

  setStock: route({
    method: 'PUT',
    path: '/api/seller/variants/:variant_id/stock',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Say how many units of a variant are on the shelf',
    input: z.object({ variant_id: storeOwned('var'), on_hand: z.int().min(0).max(onHandMax) }),
    output: Done,
    refusals: ['product.not_found', 'stock.below_reserved'],
    handle: ({ db, storeId, userId, once }, { variant_id, on_hand }) =>
      onceInTx(db, once, 'set stock', async tx => {
        if (variant_id.storeId !== storeId) throw refuse('product.not_found')
        await setOnHand(tx, storeId, variant_id.id, on_hand)
        const subject = publicId('var', storeId, variant_id.id)
        await audit(tx, { owner: storeId, userId, action: 'stock.set', subject, after: { on_hand } })
        return done
      }),
  }),
}
