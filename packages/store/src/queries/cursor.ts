import { AnalyticsError } from '@son1k/contract/errors'

/** Where a page ended, as an opaque text. */
export const cursorOf = (place: (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url')

/**
 * The place that a cursor stands for.
 * @param isPlace whether it is one that this question gives out
 * @throws AnalyticsError `VALIDATION_FAILED` where it is none
 */
export function placeOf<Place extends unknown[]>(cursor: string, isPlace: (place: unknown[]) => place is Place): Place {
  const place = parsed(cursor)
  if (Array.isArray(place) && isPlace(place)) return place
  throw new AnalyticsError('VALIDATION_FAILED', 'cursor must be the nextCursor of an answer to the same question')
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}
