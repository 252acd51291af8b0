import type { Event } from '@son1k/contract'
import type { IngestResult } from '@son1k/store'
import type { Context } from '../context.js'

/**
 * Stores checked events, as they came with this request. Resolves after the commit.
 * @param sentAt by the client's clock, milliseconds UTC, where it says
 */
export function ingest(context: Context, events: Event[], sentAt?: number): Promise<IngestResult[]> {
  const { store, drops, appId, receivedAt, userAgent } = context
  const { length } = events
  const storing = store.ingest(events, {
    appId,
    receivedAt,
    ...(sentAt !== undefined && { sentAt }),
    ...(userAgent !== undefined && { userAgent }),
  })
  // Nothing here refers to the events while they wait: the buffer has them already.
  return storing.catch((error: unknown) => {
    drops.countError(error, { appId, events: length })
    throw error
  })
}
