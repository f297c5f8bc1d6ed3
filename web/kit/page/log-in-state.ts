import { useSyncExternalStore } from 'react'

/** How the log-in over the page ended: the same user is back, another one is there, or it was closed. */
export type Outcome = 'same' | 'other' | 'closed'

let finish: ((outcome: Outcome) => void) | null = null
let asked: Promise<Outcome> | null = null
const listeners = new Set<() => void>()
const notify = () => {
  for (const listener of listeners) listener()
}

/** For the log-in over the page: whether it is to be shown. While it is mounted, it can be asked for. */
export const useSessionOver = (): boolean =>
  useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => finish !== null,
    () => false,
  )

export const canAskForLogIn = (): boolean => listeners.size > 0

/** Calls that meet the end of the session at the same time wait for one log-in. */
export function askForLogIn(): Promise<Outcome> {
  asked ??= new Promise(resolve => {
    finish = resolve
    notify()
  })
  return asked
}

/** Ends the log-in over the page. */
export function endLogIn(outcome: Outcome): void {
  finish?.(outcome)
  finish = null
  asked = null
  notify()
}
