import { tzOffset } from '@date-fns/tz'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

const LOCAL = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?$/

/**
 * A time without a zone, such as `2025-09-25T22:00:17.401066`, as RFC 3339. An hour that clocks showed twice is the first
 * of the two; one that says its own offset is taken at its word.
 * @param timeZone IANA name, of the clock that it was read from
 * @returns nothing where it is no time
 */
export function instantOf(text: unknown, timeZone: string): string | undefined {
  const found = typeof text === 'string' ? LOCAL.exec(text.trim()) : null
  if (found === null) return undefined
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '00', fraction = '', zone] = found
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3)
  const shown = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}Z`
  const asUtc = new Date(shown)
  // A day such as February 30th is read as another.
  if (Number.isNaN(asUtc.getTime()) || asUtc.toISOString() !== shown) return undefined
  if (zone === 'Z' || (zone === undefined && timeZone === 'UTC')) return shown
  if (zone !== undefined) {
    const at = new Date(shown.replace('Z', zone.replace(/(\d\d):?(\d\d)$/, '$1:$2')))
    return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
  }
  return new Date(onClock(asUtc.getTime(), timeZone)).toISOString()
}

/** When a zone's clock showed this, in milliseconds UTC. `shown` is the same on a clock of UTC. */
function onClock(shown: number, timeZone: string): number {
  const offsetMs = (at: number) => tzOffset(timeZone, new Date(at)) * MINUTE_MS
  const before = offsetMs(shown - DAY_MS)
  const first = shown - before
  return offsetMs(first) === before ? first : shown - offsetMs(shown + DAY_MS)
}
