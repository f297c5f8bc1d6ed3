/** Stores, in the ops console. */
export const stores = {
  title: 'Stores',
  open: 'Open a store',
  store: 'Store',
  name: 'Name contains',
  country: 'Country',
  state: 'State',
  states: { selling: 'Selling', preparing: 'Not approved' },
  opened: 'Opened',
  products: 'On sale',
  openOrders: 'Open orders',
  balance: 'Balance',
  empty: 'No stores',
  emptyText: 'Stores appear here once they are opened or applied for.',
} as const

export const store = {
  application: 'Application',
  visit: 'Visit the store',
  all: 'See all',
  orders: 'Latest orders',
  journals: 'Latest journals',
  audit: 'Audit log',
  facts: 'Store and company',
  approved: 'Approved',
  address: 'Address',
  members: 'Members',
} as const
