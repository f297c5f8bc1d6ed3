import type { Db } from '#platform/db.ts'
import { refuseRequest } from '#platform/refusal.ts'

/**
 * Files are held in memory from their first byte until they are stored, and pictures wait there to be decoded (one a
 * second): sixteen of 15 MB are 240 MB, and the last one waits about as long as a person would.
 */
const atOnce = 16
/**
 * Concurrent uploads of one caller: our pages send two, other programs at most as many as a browser opens. Nobody can
 * use all places.
 */
const atOnceOfOne = 6

const underWay = new WeakMap<Db, Map<string, number>>()

/**
 * Runs an upload of `caller` (a user's id, or an address). Refuses `request.too_many` beyond six of one caller at once
 * and `request.unavailable` beyond sixteen of all in this process: before the first byte is read, and with when to try
 * again.
 */
export async function takeUpload<T>(db: Db, caller: string, take: () => Promise<T>): Promise<T> {
  const callers = underWay.get(db) ?? new Map<string, number>()
  underWay.set(db, callers)
  const own = callers.get(caller) ?? 0
  if (own >= atOnceOfOne) throw refuseRequest('request.too_many', { limit: atOnceOfOne, retry_after_seconds: 5 })
  const all = callers.values().reduce((sum, each) => sum + each, 0)
  if (all >= atOnce) throw refuseRequest('request.unavailable')
  callers.set(caller, own + 1)
  try {
    return await take()
  } finally {
    const left = callers.get(caller)! - 1
    if (left > 0) callers.set(caller, left)
    else callers.delete(caller)
  }
}
