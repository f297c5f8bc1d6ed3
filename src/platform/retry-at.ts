/**
 * When work is tried again that failed, after `failures` earlier ones: `first` seconds later, twice as long each time, at
 * most `most` seconds. Real time.
 */
export const retryAt = (wall: Temporal.Instant, failures: number, first: number, most: number): Temporal.Instant =>
  wall.add({ seconds: Math.min(most, first * 2 ** failures) })
