import type { BatchResult } from '@son1k/contract'
import type { Drop } from './drops.js'
import type { Entry } from './entry.js'

/** `status` 0: no connection. A 2xx without `body` did not come from our server and acknowledges nothing. */
export type SendResult = {
  status: number
  retryAfterSeconds?: number | undefined
  body?: BatchResult | undefined
}

type Route = {
  send(events: Entry[]): Promise<SendResult>
  /** Takes events out of the storage; the drops among them are counted. */
  settle(events: Entry[], drops: Drop[]): Promise<void>
}

/**
 * Sends events, and when the server can't read them, halves of them, until only the bad one is dropped.
 * @returns the answer that ended the delivery early; nothing when all events are settled. Rejects only as `settle` does
 */
export function deliver(events: Entry[], { send, settle }: Route): Promise<SendResult | undefined> {
  let refusedInARow = 0
  return attempt(events)

  async function attempt(part: Entry[]): Promise<SendResult | undefined> {
    const result = await send(part)
    if (result.body) {
      refusedInARow = 0
      await settle(part, result.body.rejected)
      return
    }
    if (![400, 413, 422].includes(result.status)) return result
    if (part.length > 1) {
      const middle = part.length >> 1
      return (await attempt(part.slice(0, middle))) ?? attempt(part.slice(middle))
    }
    await settle(part, [{ code: 'REFUSED' }])
    // One after another: the fault is rather in what stands between us and the server, so lose no more for now.
    return ++refusedInARow > 1 ? result : undefined
  }
}
