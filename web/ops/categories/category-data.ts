import type { Route } from './+types/category.ts'

/** What the page of a category is made of. */
export type Loaded = Route.ComponentProps['loaderData']
