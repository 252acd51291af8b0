import type { Delivery } from '../store.js'
import { type EventRow, eventRow } from './event-row.js'
import type { Agent } from './import-agent.js'

/** The row that ends a session now, whoever its user is: the writer finds that out. */
export function sessionEndRow(
  sessionId: string,
  { appId, receivedAt }: Delivery,
  made: { id: string; agent: Agent },
): EventRow {
  const occurredAt = new Date(receivedAt).toISOString()
  const event = { type: 'session.end', id: made.id, occurredAt, userId: '', sessionId } as const
  return eventRow(event, { appId, at: receivedAt, receivedAt, agent: made.agent })
}
