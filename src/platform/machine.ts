/**
 * A state machine as data, pure so that the browser may import it: what may happen, from where, by whom, which
 * deadlines run in each state and which event each transition emits. `move` (platform/move.ts) carries it out; the
 * web's buttons (`may`), the pages in docs/machines and the tests over all machines use the same object.
 */
export type Machine = {
  readonly name: string
  readonly states: Readonly<Record<string, StateOf>>
  readonly transitions: Readonly<Record<string, TransitionOf<string>>>
}

/** Who triggers a transition. `system`: it follows immediately from another one. */
export const actors = ['buyer', 'seller', 'applicant', 'operator', 'provider', 'carrier', 'clock', 'system'] as const
export type Actor = (typeof actors)[number]

type StateOf = {
  readonly about: string
  /** Deadlines that run in this state: set on entering it, canceled on leaving it. */
  readonly runs?: readonly string[]
  readonly end?: true
}

type TransitionOf<S extends string> = {
  /** `none`: the transition creates the subject. */
  readonly from: readonly (S | 'none')[]
  readonly to: S
  readonly by: Actor
  /** The deadline that triggers it. */
  readonly fires?: string
  /** The event that it emits. */
  readonly emits?: string
  /** Why it ended, where the state alone does not show it. */
  readonly cause?: string
}

/** Declares a machine; names and states are kept as literal types. */
export const machine = <
  const S extends Readonly<Record<string, StateOf>>,
  const T extends Readonly<Record<string, TransitionOf<keyof S & string>>>,
>(declaration: {
  readonly name: string
  readonly states: S
  readonly transitions: T
}) => declaration

/** Whether a transition is possible from this state; for showing buttons. */
export const may = <M extends Machine>(machine: M, state: string, name: keyof M['transitions']): boolean =>
  (machine.transitions[name as string]!.from as readonly string[]).includes(state)

/** The names of the states, in the order they are declared. */
export const statesOf = <M extends Machine>(machine: M): (keyof M['states'] & string)[] =>
  Object.keys(machine.states) as (keyof M['states'] & string)[]

/** Final states: no transition leaves them except late answers from outside. */
export const endStatesOf = <M extends Machine>(machine: M): (keyof M['states'] & string)[] =>
  statesOf(machine).filter(state => machine.states[state]!.end)

/** States that are not final. */
export const openStatesOf = <M extends Machine>(machine: M): (keyof M['states'] & string)[] =>
  statesOf(machine).filter(state => !machine.states[state]!.end)

/** The states in which a transition is possible, in the order they are declared. */
export const statesBefore = <M extends Machine>(
  machine: M,
  name: keyof M['transitions'],
): (keyof M['states'] & string)[] => statesOf(machine).filter(state => may(machine, state, name))

/**
 * Deadlines that a transition cancels: those of the states it leaves that do not continue, except the one that fired.
 */
export function canceledBy(machine: Machine, name: string): string[] {
  const { from, to, fires } = machine.transitions[name]!
  const left = from.flatMap(state => (state === 'none' ? [] : (machine.states[state]!.runs ?? [])))
  const running = machine.states[to]!.runs ?? []
  return [...new Set(left)].filter(kind => !running.includes(kind) && kind !== fires)
}

/** Deadlines that a transition must set: those of the state it enters that do not run already. */
export function setBy(machine: Machine, name: string): string[] {
  const { from, to } = machine.transitions[name]!
  const running = (state: string) => (state === 'none' ? [] : (machine.states[state]!.runs ?? []))
  return running(to).filter(kind => !from.every(state => running(state).includes(kind)))
}
