/** Products, in the ops console. */
export const products = {
  title: 'Products',
  untitled: 'Untitled',
  words: 'Title contains',
  product: 'Product',
  store: 'Store',
  state: 'State',
  states: { online: 'On sale', offline: 'Off sale', taken_down: 'Taken down', draft: 'Draft' },
  price: 'Price from',
  stock: 'Stock',
  reserved: '{count, number} reserved',
  created: 'Created',
  empty: 'No products',
} as const

export const product = {
  visit: 'View in the storefront',
  description: 'Description',
  variants: 'Variants',
  photo: 'Photo {n} of {title}',
  audit: 'Audit log',
  takeDown: 'Take down',
  takeDownText:
    'It goes off sale at once. The store sees the reason and cannot put it on sale again until it is reinstated. Open orders are not affected.',
  reason: 'Reason, shown to the store',
  standing: 'Taken down: the store cannot put it on sale',
  reinstate: 'Reinstate',
  history: 'Takedowns',
  takenDown: 'Taken down',
  reinstatement: 'Reinstated',
} as const
