/**
 * What a member may do for the store, by role. Pure data: the menu hides what the route refuses. Members who only
 * manage the catalog do not see orders, which contain buyers' addresses.
 */
export const roles = {
  owner: [
    'orders.read',
    'orders.ship',
    'orders.price',
    'products.read',
    'products.edit',
    'balance.read',
    'balance.pay_out',
    'store.manage',
  ],
  catalog: ['products.read', 'products.edit'],
  orders: ['orders.read', 'orders.ship', 'orders.price', 'products.read'],
  finance: ['orders.read', 'balance.read', 'balance.pay_out'],
  warehouse: ['orders.read', 'orders.ship'],
  read_only: ['orders.read', 'products.read', 'balance.read'],
} as const satisfies Record<string, readonly string[]>

/** What an operator may do, by role; each of them looks at the console. Pure data, as `roles`. */
export const operatorRoles = {
  review: ['ops.read', 'ops.applications', 'ops.stores', 'ops.products'],
  money: ['ops.read', 'ops.money', 'ops.orders'],
  support: ['ops.read', 'ops.orders', 'ops.people'],
  catalog: ['ops.read', 'ops.catalog', 'ops.products'],
  admin: [
    'ops.read',
    'ops.applications',
    'ops.stores',
    'ops.products',
    'ops.money',
    'ops.orders',
    'ops.people',
    'ops.catalog',
    'ops.settings',
    'ops.operators',
  ],
} as const satisfies Record<string, readonly string[]>

export type OperatorRole = keyof typeof operatorRoles
export const operatorRoleNames = Object.keys(operatorRoles) as [OperatorRole, ...OperatorRole[]]

export type Role = keyof typeof roles
export const roleNames = Object.keys(roles) as [Role, ...Role[]]
export type Permission = (typeof roles)['owner'][number]
