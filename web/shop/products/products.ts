import { redirect } from 'react-router'
import { page, type Web } from '../../kit/page/page.ts'
import { shopPath } from '../../kit/page/shop-path.ts'
import type { Route } from './+types/products.ts'

/** The former address of the list of all products. Its first segment may be any text, so it is not part of the target. */
export const loader = page(({ locale }: Web<Route.LoaderArgs>) => redirect(shopPath('/search', locale), 301))
