/** Choosing among one's stores, having none, beginning and searching in one, and the ship-by calculator. */
export const search = {
  title: 'Search',
  label: 'Search orders, products, SKUs, tracking numbers',
  go: 'Search',
  empty: 'No matches',
  kinds: { order: 'Orders', product: 'Products' },
} as const

export const stores = {
  title: 'Choose a store',
  text: 'You work for several stores. Each has its own addresses, so you can keep them open side by side.',
} as const

export const noStore = {
  title: 'Seller centre',
  heading: 'You are not a member of a store',
  text: 'The seller centre is for the members of a store. If you should have access, ask the owner of your store to invite you.',
  market: 'View storefront',
} as const

export const shipBy = {
  title: 'Ship-by calculator',
  text: 'Working days count from the moment the payment is confirmed. If that is at a weekend, they count from 48 hours later. Public holidays do not count.',
  paid: 'Payment confirmed on',
  days: 'Working days',
  show: 'Calculate',
  result: 'Ship by',
} as const

export const firstSteps = {
  title: 'Welcome, {store}',
  text: 'Two steps to your first sale.',
  ship: 'Set up shipping',
  shipText: 'Countries, prices, delivery times and carriers, once for all products.',
  shipDo: 'Create a shipping template',
  product: 'Add your first product',
  productText: 'A photo, a title and a price. It is on sale within seconds.',
  productDo: 'Create a product',
  done: '(done)',
} as const
