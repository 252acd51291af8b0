import type { AppRouter } from '@son1k/api'
import { type BatchResult, type Event, LIMITS } from '@son1k/contract'
import type { TRPCClient } from '@trpc/client'
import type { TakeEvents } from './import-events.js'

/** Has a server store imported events, in parts that a request can hold. */
export function takeThroughServer({ admin }: TRPCClient<AppRouter>): TakeEvents {
  return async (events) => {
    const whole: BatchResult = { accepted: 0, duplicates: 0, rejected: [] }
    for (const { first, part } of partsOf(events)) {
      const { accepted, duplicates, rejected } = await admin.importEvents.mutate({ events: part })
      whole.accepted += accepted
      whole.duplicates += duplicates
      whole.rejected.push(...rejected.map(({ index, ...why }) => ({ index: first + index, ...why })))
    }
    return whole
  }
}

function* partsOf(events: Event[]): Generator<{ first: number; part: Event[] }> {
  let first = 0
  let bytes = 0
  for (const [index, event] of events.entries()) {
    const size = Buffer.byteLength(JSON.stringify(event)) + 1
    if (index > first && (index - first >= LIMITS.batchEvents || bytes + size > LIMITS.batchBytes)) {
      yield { first, part: events.slice(first, index) }
      first = index
      bytes = 0
    }
    bytes += size
  }
  yield { first, part: events.slice(first) }
}
