import { expect, test } from 'vitest'
import { deadlineTypes } from '#app/deadline-types.ts'
import { deadlineHandlers } from '#app/deadlines.ts'
import { eventTypes } from '#app/event-types.ts'
import { machines } from '#app/machines.ts'
import { endStatesOf, type Machine, machine, statesOf } from '#platform/machine.ts'
import { stalePages } from '../../tools/docs.ts'

/** Errors in a machine's declaration. */
function faultsOf(m: Machine): string[] {
  const transitions = Object.entries(m.transitions)
  const ends = endStatesOf(m)
  const from = (state: string) => transitions.filter(([, t]) => t.from.includes(state))
  const reached = new Set(['none'])
  for (let before = -1; before < reached.size; ) {
    before = reached.size
    for (const [, t] of transitions) if (t.from.some(state => reached.has(state))) reached.add(t.to)
  }
  const ending = new Set<string>(ends)
  for (let before = -1; before < ending.size; ) {
    before = ending.size
    for (const state of statesOf(m)) if (from(state).some(([, t]) => ending.has(t.to))) ending.add(state)
  }
  const unknown = transitions.flatMap(([name, t]) =>
    [...t.from, t.to].filter(state => state !== 'none' && !(state in m.states)).map(state => `${name} names ${state}`),
  )
  return [
    ...unknown,
    ...statesOf(m)
      .filter(state => !reached.has(state))
      .map(state => `nothing leads to ${state}`),
    // something that never ends (a product) has no end state
    ...statesOf(m)
      .filter(state => ends.length > 0 && !ending.has(state))
      .map(state => `no way from ${state} to an end`),
    ...statesOf(m).flatMap(state =>
      (m.states[state]!.runs ?? [])
        .filter(kind => !(kind in deadlineTypes))
        .map(kind => `${state} runs ${kind}, which nobody declares`),
    ),
    ...transitions.flatMap(([name, { fires, from: states, emits }]) => [
      ...(fires && !states.every(state => m.states[state]?.runs?.includes(fires))
        ? [`${name} is fired by ${fires}, which does not run in ${states}`]
        : []),
      ...(emits && !(emits in eventTypes) ? [`${name} emits ${emits}, which nobody declares`] : []),
    ]),
  ]
}

test.each(machines.map(({ machine }) => [machine.name, machine] as const))(
  'R50.1a machine %s: every state is reached, leads to an end, and what it names exists',
  (_, m) => expect(faultsOf(m)).toEqual([]),
)

test('a dead end, an unreachable state, a deadline out of place and an unknown event are found', () => {
  const wrong = machine({
    name: 'wrong',
    states: {
      a: { about: '' },
      b: { about: '', end: true },
      trap: { about: '', runs: ['nobody.declares'] },
      island: { about: '' },
    },
    transitions: {
      begin: { from: ['none'], to: 'a', by: 'buyer', emits: 'nobody.listens' },
      end: { from: ['a'], to: 'b', by: 'clock', fires: 'orders.pay_by' },
      fall: { from: ['a'], to: 'trap', by: 'seller' },
    },
  })
  expect(faultsOf(wrong)).toEqual([
    'nothing leads to island',
    'no way from trap to an end',
    'no way from island to an end',
    'trap runs nobody.declares, which nobody declares',
    'begin emits nobody.listens, which nobody declares',
    'end is fired by orders.pay_by, which does not run in a',
  ])
})

test('every declared deadline has a handler, and no other kind has one', () => {
  expect(Object.keys(deadlineHandlers).sort()).toEqual(Object.keys(deadlineTypes).sort())
})

test('the generated pages of machines and events are up to date: `npm run docs` writes them', () => {
  expect(stalePages()).toEqual([])
})
