import { machine, statesOf } from '#platform/machine.ts'

/** The states of a product with regard to being on sale. Its content may be changed in any state. */
export const productMachine = machine({
  name: 'product',
  states: {
    draft: { about: 'Has never been on sale; any field may be missing.' },
    online: { about: 'On sale wherever its category, its store and its shipping allow.' },
    offline: { about: 'Taken off sale by its store or by the platform; open orders are not affected.' },
  },
  transitions: {
    create: { from: ['none'], to: 'draft', by: 'seller' },
    publish: { from: ['draft', 'offline', 'online'], to: 'online', by: 'seller', emits: 'product.changed' },
    unlist: { from: ['online', 'offline'], to: 'offline', by: 'seller', emits: 'product.changed' },
    suspend: { from: ['online'], to: 'offline', by: 'operator', emits: 'product.changed' },
    restore: { from: ['offline'], to: 'online', by: 'operator', emits: 'product.changed' },
    take_down: { from: ['online', 'offline'], to: 'offline', by: 'operator', emits: 'product.changed' },
  },
})

export const productStates = statesOf(productMachine)
export type ProductState = (typeof productStates)[number]
