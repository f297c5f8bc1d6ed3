import type { Route } from './+types/order.ts'

/** What the page of an order is made of. */
export type Order = Route.ComponentProps['loaderData']
