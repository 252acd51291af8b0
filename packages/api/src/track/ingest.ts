import type { Event } from '@son1k/contract'
import type { IngestResult } from '@son1k/store'
import type { Context } from '../context.js'

/**
 * Stores checked events, as they came with this request. Resolves after the commit.
 * @param sentAt by the client's clock, milliseconds UTC, where it says
 */
export async function ingest(context: Context, events: Event[], sentAt?: number): Promise<IngestResult[]> {
  const { store, drops, appId, receivedAt, userAgent } = context
  try {
    return await store.ingest(events, {
      appId,
      receivedAt,
      ...(sentAt !== undefined && { sentAt }),
      ...(userAgent !== undefined && { userAgent }),
    })
  } catch (error) {
    drops.countError(error, events.length)
    throw error
  }
}
