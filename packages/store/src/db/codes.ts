import type { EventType, LostKind, Outcome } from '@son1k/contract'
import { EVENT_TYPES } from '@son1k/contract/event'

/** Event types as small integers in the database. A number is never given to another word: stored rows keep it. */
export const TYPE_CODES = {
  'session.start': 1,
  'session.end': 2,
  'generation.start': 3,
  generation: 4,
  interaction: 5,
} as const satisfies Record<EventType, number>

/** Outcomes of a generation as small integers in the database. */
export const OUTCOME_CODES = {
  succeeded: 1,
  failed: 2,
  cancelled: 3,
  abandoned: 4,
} as const satisfies Record<Outcome, number>

export function typeOfCode(code: number): EventType {
  const type = EVENT_TYPES.find((name) => TYPE_CODES[name] === code)
  if (type === undefined)
    throw new RangeError(`event type ${code} is not known: was the database written by a newer version?`)
  return type
}

export function outcomeOfCode(code: number): Outcome {
  switch (code) {
    case OUTCOME_CODES.succeeded:
      return 'succeeded'
    case OUTCOME_CODES.failed:
      return 'failed'
    case OUTCOME_CODES.cancelled:
      return 'cancelled'
    case OUTCOME_CODES.abandoned:
      return 'abandoned'
    default:
      throw new RangeError(`outcome ${code} is not known: was the database written by a newer version?`)
  }
}

/** How an event was lost, as small integers in the database. */
export const LOST_CODES = {
  duplicates: 1,
  rejected: 2,
  dropped: 3,
  clientDropped: 4,
} as const satisfies Record<LostKind, number>

export function lostKindOfCode(code: number): LostKind {
  switch (code) {
    case LOST_CODES.duplicates:
      return 'duplicates'
    case LOST_CODES.rejected:
      return 'rejected'
    case LOST_CODES.dropped:
      return 'dropped'
    case LOST_CODES.clientDropped:
      return 'clientDropped'
    default:
      throw new RangeError(`kind ${code} of lost events is not known: was the database written by a newer version?`)
  }
}
