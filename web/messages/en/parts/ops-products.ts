/** Products, in the ops console. */
export const products = {
  title: 'Products',
  untitled: 'Untitled',
  words: 'Words of the title',
  product: 'Product',
  store: 'Store',
  state: 'State',
  states: { online: 'On sale', offline: 'Off sale', taken_down: 'Taken down', draft: 'Draft' },
  price: 'Price from',
  stock: 'Stock',
  reserved: '{count, number} reserved',
  created: 'Made',
  empty: 'No products here',
} as const

export const product = {
  visit: 'See it on the market',
  description: 'Description',
  variants: 'Variants',
  photo: 'Photo {n} of {title}',
  audit: 'What was done to it',
  takeDown: 'Take it down',
  takeDownText:
    'It goes off sale at once. Its store reads the reason and cannot put it on sale before it is put back; open orders go on.',
  reason: 'Reason, for the store',
  standing: 'Taken down: its store cannot put it on sale',
  putBack: 'Let it be sold again',
  history: 'Takedowns',
  takenDown: 'Taken down',
  puttingBack: 'Put back',
} as const
