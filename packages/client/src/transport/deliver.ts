import type { BatchResult, DropReason } from '@son1k/contract'
import type { Entry } from './entry.js'

/** `status` 0: no connection. A 2xx without `body` did not come from our server and acknowledges nothing. */
export type SendResult = {
  status: number
  retryAfterSeconds?: number | undefined
  body?: BatchResult | undefined
}

export type Lost = Partial<Entry>

export type Route = {
  send(events: Entry[]): Promise<SendResult>
  /** Takes events out of the storage. */
  settle(events: Entry[]): Promise<void>
  /** Counts a loss, and tells it. `lost`: the events, by default one that never became one. `message`: the server's words. */
  drop(reason: DropReason, lost?: Lost[], message?: string): void
}

/**
 * Delivers what the server did not take as a whole.
 * @param result what it answered: some events are rejected, or it can't read them at all (400, 413, 422)
 * @returns the answer that ended the delivery early; nothing when all events are settled. Rejects only as `settle` does
 */
export type Rescue = (events: Entry[], route: Route, result: SendResult) => Promise<SendResult | undefined>

export type Judge = {
  /** For what the server refuses: `dropRefused`, or something that mends events first. */
  rescue: Rescue
  /** Whether the server would refuse an event, so that it goes to `rescue` unsent, with its neighbours, as after a 413. */
  isSuspect?: ((event: Entry) => boolean) | undefined
}

/** Sends events, and settles them where the server takes them all. The rest is for `rescue`. @returns as that does */
export async function deliver(
  events: Entry[],
  route: Route,
  { rescue, isSuspect }: Judge,
): Promise<SendResult | undefined> {
  const result = isSuspect && events.some(isSuspect) ? { status: 413 } : await route.send(events)
  if (result.body?.rejected[0] || [400, 413, 422].includes(result.status)) return rescue(events, route, result)
  if (!result.body) return result
  await route.settle(events)
}
