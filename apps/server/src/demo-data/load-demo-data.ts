import type { TakeEvents } from '../import/import-events.js'
import { dayOf, makeDay } from './make-day.js'
import { makePeople } from './people.js'

export type DemoDataOptions = {
  days: number
  take: TakeEvents
  /** Milliseconds UTC: nothing happens later. */
  now: number
  onDay?: (done: { days: number; added: number }) => void
}

/**
 * Stores sample data up to now, a day at a time. Doing it again adds what has happened since.
 * @returns how many events were new
 */
export async function loadDemoData({ days, take, now, onDay }: DemoDataOptions): Promise<number> {
  const people = makePeople()
  let added = 0
  for (let done = 0; done < days; done++) {
    const events = makeDay(people, dayOf(now) - days + 1 + done)
    const past = events.filter(({ occurredAt }) => Date.parse(occurredAt) <= now)
    added += past.length > 0 ? (await take(past)).accepted : 0
    onDay?.({ days: done + 1, added })
  }
  return added
}
