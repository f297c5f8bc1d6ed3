import { redirect } from 'react-router'
import type { Route } from './+types/products.ts'

/** The former address of the list of all products. */
export const loader = ({ params }: Route.LoaderArgs) =>
  redirect(params.lang ? `/${params.lang}/search` : '/search', 301)
