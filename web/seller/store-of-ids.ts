type Store = { readonly id: string; readonly slug: string; readonly name: string }

/** Ids of a store's things begin with the store's id. */
const idOfStore = /\/[a-z]{3,4}_([0-9A-Za-z]{22})[0-9A-Za-z]{22}(?=\/|\?|$)/

/** The store whose thing a path names (`/orders/ord_…`), if it is one of these. */
export function storeOfIds(path: string, stores: readonly Store[]): Store | undefined {
  const id = idOfStore.exec(path)?.[1]
  return stores.find(store => store.id === `sto_${id}`)
}
