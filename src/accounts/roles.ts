/** What a member may do for the store, by role. Pure data: the menu hides what the route refuses. */
export const roles = {
  owner: [
    'orders.read',
    'orders.ship',
    'orders.price',
    'products.read',
    'products.edit',
    'balance.read',
    'balance.pay_out',
  ],
  finance: ['orders.read', 'balance.read', 'balance.pay_out'],
  warehouse: ['orders.read', 'orders.ship'],
} as const satisfies Record<string, readonly string[]>

export type Role = keyof typeof roles
export type Permission = (typeof roles)['owner'][number]
