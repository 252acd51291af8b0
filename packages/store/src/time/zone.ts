const formatters = new Map<string, Intl.DateTimeFormat>()

/**
 * How far a zone's clocks are ahead of UTC at an instant, in milliseconds.
 * @param zone IANA name
 * @param at milliseconds UTC
 */
export function offsetMs(zone: string, at: number): number {
  const wholeSecond = Math.floor(at / 1_000) * 1_000
  const shown: Record<string, number> = {}
  for (const { type, value } of formatterOf(zone).formatToParts(wholeSecond)) shown[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown
  return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSecond
}

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(zone, formatter)
  return formatter
}
