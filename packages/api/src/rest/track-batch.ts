import { type BatchResult, batchSchema } from '@son1k/contract'
import type { Context } from '../context.js'
import { trackBatch } from '../track/batch.js'
import { makeId } from '../track/make-id.js'
import { renameFields, renameIssues } from './fields.js'

/** `track.batch` in the names of REST, where an event's id and time may be absent. */
export async function trackRestBatch(context: Context, body: unknown): Promise<BatchResult> {
  const { events, ...envelope } = batchSchema.parse(renameFields(body))
  const renamed = events.map((event) => identified(renameFields(event), envelope.sentAt))
  return trackBatch(context, { ...envelope, events: renamed }, renameIssues)
}

/** An event without a time happened when it was sent: corrected for the client's clock, that is when it was received. */
function identified(event: unknown, sentAt: string): unknown {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return event
  return { id: makeId(), occurredAt: sentAt, ...event }
}
