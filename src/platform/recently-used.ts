import type { Db } from '#platform/db.ts'

/**
 * A cache of this process, one for each database, that holds the `size` keys used last: what it forgets is read anew.
 * Setting a key counts as using it.
 */
export function recentlyUsed<T>(size: number) {
  const caches = new WeakMap<Db, Map<string, T>>()
  return {
    get: (db: Db, key: string): T | undefined => caches.get(db)?.get(key),
    set(db: Db, key: string, value: T): void {
      const cache = caches.get(db) ?? new Map<string, T>()
      caches.set(db, cache)
      cache.delete(key)
      cache.set(key, value)
      if (cache.size > size) cache.delete(cache.keys().next().value!)
    },
    delete: (db: Db, key: string): void => void caches.get(db)?.delete(key),
  }
}
