import type { Event } from '@son1k/contract'
import { type Chance, chanceOf } from './chance.js'
import { makeSession } from './make-session.js'
import type { Person } from './people.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Visits by hour of the day: quiet nights, a first peak after lunch, a higher one in the evening. */
const HOUR_WEIGHTS = [3, 2, 1, 1, 1, 1, 2, 3, 5, 6, 7, 7, 8, 9, 9, 8, 8, 9, 11, 13, 15, 14, 11, 7]
/** From Sunday on. */
const WEEKDAY_WEIGHTS = [1.25, 0.8, 0.85, 0.9, 1, 1.2, 1.4]

/**
 * All events of one day in UTC: the same ones whenever they are made, so that storing them again changes nothing.
 * @param day days since 1970
 */
export function makeDay(people: readonly Person[], day: number): Event[] {
  const chance = chanceOf(day)
  const weekday = WEEKDAY_WEIGHTS[new Date(day * DAY_MS).getUTCDay()] ?? 1
  const visitors = people.filter(({ dayShare }) => chance.happens(Math.min(1, dayShare * weekday)))
  return visitors
    .flatMap((person) => makeSession(chance, person, day * DAY_MS + pickTimeOfDay(chance)))
    .sort((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt))
}

/** The day that a time is in, in days since 1970. */
export const dayOf = (time: number): number => Math.floor(time / DAY_MS)

function pickTimeOfDay(chance: Chance): number {
  let left = chance.between(
    0,
    HOUR_WEIGHTS.reduce((sum, weight) => sum + weight, 0),
  )
  for (const [hour, weight] of HOUR_WEIGHTS.entries()) {
    left -= weight
    if (left < 0) return (hour + chance.between(0, 1)) * HOUR_MS
  }
  return 0
}
