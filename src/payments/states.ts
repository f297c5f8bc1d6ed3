/** States of a payment attempt: from → to, and who says so. A capture wins over everything but itself: money arrived. */
export const attemptStates = {
  created: { redirect: 'provider', pending: 'provider', captured: 'provider', refused: 'provider', canceled: 'clock' },
  redirect: { pending: 'provider', captured: 'provider', refused: 'provider', canceled: 'clock' },
  pending: { captured: 'provider', refused: 'provider', canceled: 'clock' },
  refused: { captured: 'provider' },
  canceled: { captured: 'provider' },
  captured: {},
} as const

export type AttemptState = keyof typeof attemptStates

export const attemptStatesInto = (to: AttemptState): AttemptState[] =>
  (Object.keys(attemptStates) as AttemptState[]).filter(from => to in attemptStates[from])
