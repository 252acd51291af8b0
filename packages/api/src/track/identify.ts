import type { Context } from '../context.js'
import { makeId } from './make-id.js'

/** The id and time of an event whose client gave none: a new UUID, and when it was received. */
export function identify({ receivedAt }: Context, given: { id?: string; occurredAt?: string }) {
  return { id: given.id ?? makeId(), occurredAt: given.occurredAt ?? new Date(receivedAt).toISOString() }
}
