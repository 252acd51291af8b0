import { DEFAULT_APP_ID, type Store } from '@son1k/store'
import { dayOf, makeDay } from './make-day.js'
import { makePeople } from './people.js'

export type DemoDataOptions = {
  days: number
  /** By default that of `default`. */
  appId?: number
  /** Milliseconds UTC: nothing happens later. */
  now: number
  onDay?: (done: { days: number; added: number }) => void
}

/**
 * Stores sample data up to now, a day at a time. Doing it again adds what has happened since.
 * @returns how many events were new
 */
export async function loadDemoData(
  store: Store,
  { days, now, onDay, appId = DEFAULT_APP_ID }: DemoDataOptions,
): Promise<number> {
  const people = makePeople()
  let added = 0
  for (let done = 0; done < days; done++) {
    const events = makeDay(people, dayOf(now) - days + 1 + done)
    const past = events.filter(({ occurredAt }) => Date.parse(occurredAt) <= now)
    const results = past.length > 0 ? await store.importEvents(past, appId) : []
    added += results.filter(({ status }) => status === 'accepted').length
    onDay?.({ days: done + 1, added })
  }
  return added
}
