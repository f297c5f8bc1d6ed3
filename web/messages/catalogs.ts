import type console from './en/console.ts'
import type gallery from './en/gallery.ts'
import type join from './en/join.ts'
import type kit from './en/kit.ts'
import type ops from './en/ops.ts'
import type seller from './en/seller.ts'
import type storefront from './en/storefront.ts'

/**
 * All texts that pages are rendered with, as the English master has them. `refusals` and `notices` are not among them: those
 * stay on the server.
 */
export type Catalogs = {
  console: typeof console
  gallery: typeof gallery
  join: typeof join
  kit: typeof kit
  ops: typeof ops
  seller: typeof seller
  storefront: typeof storefront
}

/** A part of the pages with texts of its own. `kit` comes along with each, `console` with each console. */
export type Area = Exclude<keyof Catalogs, 'kit' | 'console'>

/** The catalogs that the pages of an area need; without one, those of an error page. */
export function catalogsOf(area: Area | undefined): (keyof Catalogs)[] {
  if (!area) return ['kit']
  return area === 'storefront' ? ['kit', area] : ['kit', 'console', area]
}
