import type { Tx } from '#platform/tx.ts'

/**
 * Makes of a function for many keys one for a single key: calls in the same turn of the event loop are answered by one
 * call of `many`, which returns a result for each key, in their order. For reactions, which are written for one event and
 * run for many at once.
 */
export function gather<K, R>(many: (tx: Tx, keys: readonly K[]) => Promise<readonly R[]>) {
  const gathering = new WeakMap<Tx, { keys: K[]; results: Promise<readonly R[]> }>()
  const begin = (tx: Tx) => {
    const keys: K[] = []
    const turnEnds = new Promise<void>(resolve => void process.nextTick(resolve))
    const results = turnEnds.then(() => {
      gathering.delete(tx)
      return many(tx, keys)
    })
    gathering.set(tx, { keys, results })
    return { keys, results }
  }
  return async (tx: Tx, key: K): Promise<R> => {
    const { keys, results } = gathering.get(tx) ?? begin(tx)
    const at = keys.push(key) - 1
    return (await results)[at]!
  }
}
