/** Stores, in the ops console. */
export const stores = {
  title: 'Stores',
  open: 'Open a store',
  store: 'Store',
  name: 'Words of the name',
  country: 'Country',
  state: 'State',
  states: { selling: 'Selling', preparing: 'Not approved' },
  opened: 'Opened',
  products: 'On sale',
  openOrders: 'Open orders',
  balance: 'Balance',
  empty: 'No stores here',
  emptyText: 'Stores appear here as soon as they are opened or somebody applies for one.',
} as const

export const store = {
  application: 'Its application',
  visit: 'Visit the store',
  all: 'See all',
  orders: 'Latest orders',
  journals: 'Latest journals',
  audit: 'What its members did',
  facts: 'The store and its company',
  approved: 'Approved',
  address: 'Address',
  members: 'Members',
} as const
