import type { DropReason } from '@son1k/contract'

/**
 * Why events were lost or wait: a drop reason, `UNAUTHORIZED` or `FORBIDDEN` (nothing is sent any more), or `UNDELIVERED`
 * (the process ended before the server could be reached).
 */
export type DeliveryErrorReason = DropReason | 'UNAUTHORIZED' | 'FORBIDDEN' | 'UNDELIVERED'

/** What `onError` is told. It is never thrown. */
export class DeliveryError extends Error {
  readonly reason: DeliveryErrorReason
  /** How many events. */
  readonly count: number

  constructor(reason: DeliveryErrorReason, count: number, message: string) {
    super(message)
    this.name = 'DeliveryError'
    this.reason = reason
    this.count = count
  }
}

const WHY_LOST: Record<DropReason, string> = {
  VALIDATION_FAILED: 'it is no event: it must be a JSON object',
  EVENT_TOO_LARGE: 'it is too large',
  TOO_OLD: 'no server could be reached for too long',
  IN_THE_FUTURE: 'its time is in the future',
  REFUSED: 'the server can not read it',
  QUEUE_FULL: 'too many events wait for a server that can not be reached',
  STORAGE_FAILED: 'the storage can not keep it',
  CLOSED: 'it was tracked after close()',
}

type Lost = { reason: DropReason; count: number; message?: string | undefined }

/** With the server's words, where it said something. */
export function lostError({ reason, count, message = WHY_LOST[reason] }: Lost): DeliveryError {
  return new DeliveryError(reason, count, `${events(count)} lost (${reason}): ${message}`)
}

/** @param status 401 or 403 */
export function stoppedError(status: number, count: number): DeliveryError {
  const reason = status === 401 ? 'UNAUTHORIZED' : 'FORBIDDEN'
  const advice = 'the server wants another write key: pass the right one as `writeKey`'
  return new DeliveryError(reason, count, `nothing is delivered any more (status ${status}): ${advice}`)
}

export function undeliveredError(count: number): DeliveryError {
  return new DeliveryError('UNDELIVERED', count, `${events(count)} not delivered: the server could not be reached`)
}

const events = (count: number) => (count === 1 ? '1 event was' : `${count} events were`)
