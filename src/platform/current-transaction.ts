import { AsyncLocalStorage } from 'node:async_hooks'

/** The transaction that is open in this asynchronous context, if any. */
export const openTransaction = new AsyncLocalStorage<{ name: string; open: boolean }>()

export function currentTransaction(): string | null {
  const open = openTransaction.getStore()
  return open?.open ? open.name : null
}

/**
 * The only way to reach another system (payment provider, mail server, carrier). Throws while a transaction is open: a
 * slow partner would otherwise hold our locks, and a rollback would not undo the call.
 */
export function outside<T>(what: string, call: () => Promise<T>): Promise<T> {
  const transaction = currentTransaction()
  if (transaction) throw new Error(`outside call '${what}' inside the open transaction of '${transaction}'`)
  return call()
}
