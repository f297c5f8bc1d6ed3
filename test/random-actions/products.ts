import { publicId } from '#platform/ids.ts'
import type { Store } from '../market.ts'
import { testCategory } from '../tree.ts'
import { type Actions, pick, type World } from './world.ts'

/** Products and their stock: what stores offer, and operators take down. */
export const productActions = {
  async createProduct(world) {
    const store = pick(world, world.stores)
    const complete = world.random(4) > 0
    await store.owner.api.createProduct({
      title: 'A new thing',
      description: 'Made well.',
      category: testCategory,
      template_id: store.templateId,
      pictures: complete ? (await aProduct(store, world)).pictures.slice(0, 1) : [],
      variants: [newVariant(world)],
    })
  },
  /** A change of words, of variants, or of both; sometimes made on a revision that is no longer the latest. */
  async updateProduct(world) {
    const store = pick(world, world.stores)
    const { id, revision, variants } = await aProduct(store, world)
    const add = world.random(3) === 0
    const remove = variants.length > 1 && world.random(2) === 0
    await store.owner.api.updateProduct({
      product_id: id,
      revision: Math.max(1, revision - (world.random(4) ? 0 : 1)),
      title: pick(world, ['A better thing', 'A good thing', 'x']),
      processing_days: 1 + world.random(3),
      ...(add ? { variants: [newVariant(world)] } : {}),
      ...(remove ? { removed_variants: [pick(world, variants).id] } : {}),
    })
  },
  async changePrice(world) {
    const store = pick(world, world.stores)
    const { id, revision, variants } = await aProduct(store, world)
    const variant = pick(world, variants)
    const price_minor = 500 + world.random(9_000)
    await store.owner.api.updateProduct({
      product_id: id,
      revision,
      variants: [{ id: variant.id, price_minor: world.random(8) ? price_minor : null }],
    })
  },
  async publishProduct(world) {
    const store = pick(world, world.stores)
    const { items } = await store.owner.api.listStoreProducts({ state: pick(world, ['draft', 'offline', 'offline']) })
    const honest = world.random(4) > 0
    const candidates = items.filter(({ taken_down }) => !honest || taken_down === null)
    await store.owner.api.publishProduct({ product_id: pick(world, candidates).id })
  },
  async unlistProduct(world) {
    const store = pick(world, world.stores)
    const { items } = await store.owner.api.listStoreProducts({})
    await store.owner.api.unlistProduct({ product_id: pick(world, items).id })
  },
  async takeDownProduct(world) {
    const operator = pick(world, world.operators)
    const { items } = await operator.api.listAllProducts({})
    await operator.api.takeDownProduct({ product_id: pick(world, items).id, reason: 'chance' })
  },
  async reinstateProduct(world) {
    const operator = pick(world, world.operators)
    const { items } = await operator.api.listAllProducts(world.random(4) ? { state: 'taken_down' } : {})
    await operator.api.reinstateProduct({ product_id: pick(world, items).id })
  },
  async suspendStore(world) {
    const operator = pick(world, world.operators)
    const store_id = publicId('sto', pick(world, world.stores).id)
    const reason = 'Parcels arrived empty, as three buyers reported with pictures of what was inside them.'
    await operator.api.suspendStore({ store_id, reason, hold_payouts: world.random(2) === 0 })
  },
  async reopenStore(world) {
    const operator = pick(world, world.operators)
    await operator.api.reopenStore({ store_id: publicId('sto', pick(world, world.stores).id), reason: 'by chance' })
  },
  async restock(world) {
    const store = pick(world, world.stores)
    const { stock } = await aProduct(store, world)
    const { variant_id, on_hand } = pick(world, stock)
    await store.owner.api.adjustStock({ changes: [{ variant_id, to: 4 + world.random(20), if_on_hand: on_hand }] })
  },
  /** Adds or takes units; sometimes more than open orders leave. */
  async moveStock(world) {
    const store = pick(world, world.stores)
    const { stock } = await aProduct(store, world)
    await store.owner.api.adjustStock({
      changes: stock.map(({ variant_id }) => ({ variant_id, by: world.random(12) - 4 })),
    })
  },
} satisfies Actions

async function aProduct(store: Store, world: World) {
  const { items } = await store.owner.api.listStoreProducts({})
  return store.owner.api.showStoreProduct({ product_id: pick(world, items).id })
}

/** A variant of a color and size that another one may have already. */
const newVariant = (world: World) => ({
  sku: `random-${world.random(10_000)}`,
  color_key: pick(world, ['red', 'blue']),
  size: pick(world, ['S', 'M', 'L']),
  price_minor: 500 + world.random(9_000),
  on_hand: world.random(10),
})
