import { changeOfOffset, DAY_MS, HOUR_MS, type LocalDay, localDays, startOfLocalHour } from './local-days.js'
import { offsetMs } from './zone.js'

type Span = { from: number; to: number }

/** An hour on the clocks of a zone, and the day and month that it is a part of. Milliseconds UTC; each `to` is excluded. */
export type LocalHour = Span & {
  /** 0 is Monday from midnight to one, 167 is the last hour of Sunday. */
  hourOfWeek: number
  day: LocalDay
  month: Span
}

export const MORE_THAN_A_MONTH_MS = 33 * DAY_MS
/** 1970 began on a Thursday. */
const WEEKDAY_OF_1970 = 3

/**
 * Makes a function that answers the local hour that an instant lies in. An hour in which the clocks are changed ends
 * there, and another begins. It remembers the last month, because most of what it is asked about lies close together.
 */
export function createCalendar(zone: string): (at: number) => LocalHour {
  let month: Span = { from: 0, to: 0 }
  let days: LocalDay[] = []
  return (at) => {
    if (at < month.from || at >= month.to) {
      days = daysOfMonth(zone, at)
      month = { from: days[0]?.from ?? at, to: days.at(-1)?.to ?? at }
    }
    // Where clocks went back over midnight to the last day of a month, another month lies between its days.
    const day = days.find(has(at)) ?? daysAround(zone, at).find(has(at))
    if (!day) throw new RangeError(`no day of ${zone} has the instant ${at}`)
    return { ...hourAt(zone, at), day, month }
  }
}

function hourAt(zone: string, at: number): Span & { hourOfWeek: number } {
  const offset = offsetMs(zone, at)
  const start = startOfLocalHour(zone, at)
  const from = offsetMs(zone, start) === offset ? start : changeOfOffset(zone, start, at)
  const localDayNumber = Math.floor((from + offset) / DAY_MS)
  const weekday = (((localDayNumber + WEEKDAY_OF_1970) % 7) + 7) % 7
  const hour = Math.floor((from + offset - localDayNumber * DAY_MS) / HOUR_MS)
  return { from, to: changeOfOffset(zone, at, start + HOUR_MS), hourOfWeek: weekday * 24 + hour }
}

const has =
  (at: number) =>
  ({ from, to }: Span) =>
    from <= at && at < to

const daysAround = (zone: string, at: number) => localDays(zone, at - MORE_THAN_A_MONTH_MS, at + MORE_THAN_A_MONTH_MS)

function daysOfMonth(zone: string, at: number): LocalDay[] {
  const days = daysAround(zone, at)
  const month = days.find(has(at))?.date.slice(0, 7)
  return days.filter(({ date }) => month !== undefined && date.startsWith(month))
}
