import type { RejectionCode } from '@son1k/contract'
import { LIMITS } from '@son1k/contract/limits'

/** When events came, in milliseconds UTC: by the server's clock and, where the client said so, by its own at sending. */
export type Clocks = { receivedAt: number; sentAt?: number | undefined }
export type CorrectedTime = { at: number } | { code: RejectionCode; message: string }

/**
 * When an event really happened, though the client's clock may be wrong: its age at sending is counted back from its
 * receipt. A clock that is nearly right is believed.
 * @param occurredAt by the client's clock, in milliseconds UTC
 * @returns the corrected time, or why the event can't be stored
 */
export function correctedTime(occurredAt: number, { receivedAt, sentAt }: Clocks): CorrectedTime {
  const believed = sentAt === undefined || Math.abs(sentAt - receivedAt) < LIMITS.clockSkewMs
  const at = believed ? occurredAt : receivedAt - Math.max(0, sentAt - occurredAt)
  if (at < receivedAt - LIMITS.eventAgeMs) {
    return { code: 'TOO_OLD', message: 'happened more than 7 days ago; older events are taken by an import only' }
  }
  if (at > receivedAt + LIMITS.eventFutureMs) {
    return {
      code: 'IN_THE_FUTURE',
      message: 'happens more than 5 minutes from now; set the clock of the device that sends it',
    }
  }
  return { at }
}
