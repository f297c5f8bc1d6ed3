import { redirect } from 'react-router'
import type { Route } from './+types/products.ts'

/** Where all products used to stand. */
export const loader = ({ params }: Route.LoaderArgs) =>
  redirect(params.lang ? `/${params.lang}/search` : '/search', 301)
