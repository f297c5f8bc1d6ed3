import type gallery from './en/gallery.ts'
import type join from './en/join.ts'
import type kit from './en/kit.ts'
import type ops from './en/ops.ts'
import type seller from './en/seller.ts'
import type storefront from './en/storefront.ts'

/** All texts by area, as the English master has them. `refusals` is not among them: those stay on the server. */
export type Catalogs = {
  gallery: typeof gallery
  join: typeof join
  kit: typeof kit
  ops: typeof ops
  seller: typeof seller
  storefront: typeof storefront
}
