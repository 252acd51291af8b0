import type { Event } from '@son1k/contract'
import type { Delivery, IngestResult } from '../store.js'
import { correctedTime } from './corrected-time.js'
import { type EventRow, eventRow } from './event-row.js'
import type { Agent } from './import-agent.js'

export type Rejected = Extract<IngestResult, { status: 'rejected' }>

/**
 * Adds to a live event what its delivery tells: corrected time, clock skew, agent.
 * @returns its row, or why it is refused
 */
export function enrich(event: Event, delivery: Delivery, agent: Agent): EventRow | Rejected {
  const { appId, receivedAt, sentAt } = delivery
  const corrected = correctedTime(Date.parse(event.occurredAt), delivery)
  if ('code' in corrected) return { status: 'rejected', ...corrected }
  const clientSkewMs = sentAt === undefined ? undefined : sentAt - receivedAt
  return eventRow(event, { appId, at: corrected.at, receivedAt, clientSkewMs, agent })
}
