import { v7 as uuid } from 'uuid'
import type { Context } from '../context.js'

/** The id and time of an event whose client gave none: a new UUID, and when it was received. */
export function identify({ receivedAt }: Context, given: { id?: string; occurredAt?: string }) {
  return { id: given.id ?? uuid(), occurredAt: given.occurredAt ?? new Date(receivedAt).toISOString() }
}
