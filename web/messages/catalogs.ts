import type account from './en/account.ts'
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
  account: typeof account
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
  if (area === 'account') return ['kit', 'storefront', area]
  return area === 'storefront' ? ['kit', area] : ['kit', 'console', area]
}

/** The texts as pages name them: those of accounts are loaded apart from the storefront's that they belong to. */
export const joined = ({ account, ...texts }: Partial<Catalogs>): Partial<Catalogs> =>
  account && texts.storefront ? { ...texts, storefront: { ...texts.storefront, account } } : texts
