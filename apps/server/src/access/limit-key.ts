import { AnalyticsError } from '@son1k/contract'
import type { Holder } from './register.js'

/** `now`: milliseconds UTC. */
export type KeyLimitOptions = { requestsPerMinute: number; now: () => number }

type Bucket = { left: number; at: number }

const MINUTE_MS = 60_000

/**
 * A token bucket for each key: it holds the requests of a minute, and fills steadily.
 * @returns a check that throws `RATE_LIMITED`, saying when to go on
 */
export function createKeyLimit({ requestsPerMinute, now }: KeyLimitOptions): (key: Holder['id']) => void {
  // No more than there are keys: who shows none that is known doesn't come here.
  const buckets = new Map<Holder['id'], Bucket>()
  return (key) => {
    const at = now()
    const before = buckets.get(key) ?? { left: requestsPerMinute, at }
    // A clock that was set back takes nothing away.
    const come = (Math.max(0, at - before.at) / MINUTE_MS) * requestsPerMinute
    const left = Math.min(requestsPerMinute, before.left + come)
    const isAllowed = left >= 1
    buckets.set(key, { left: isAllowed ? left - 1 : left, at })
    if (isAllowed) return
    const retryAfterSeconds = Math.ceil(((1 - left) / requestsPerMinute) * (MINUTE_MS / 1_000))
    const message = `More than ${requestsPerMinute} requests in a minute with this write key: go on in ${retryAfterSeconds} seconds, and send events in batches`
    throw new AnalyticsError('RATE_LIMITED', message, { retryAfterSeconds })
  }
}
