import type { Range } from '@son1k/contract'
import { LIMITS } from '@son1k/contract/limits'
import { and, eq, gte, inArray, lt, type SQL } from 'drizzle-orm'
import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import { event } from '../db/schema.js'
import { DAY_MS, startOfLocalHour } from '../time/local-days.js'

/** From when to when a question looks, in milliseconds UTC. */
export type Window = {
  from: number
  /** Excluded. */
  to: number
  /** Up to where events are read: beyond `to` where that is now, because a client's clock may be ahead a little. */
  readTo: number
}

/** `days: N` starts N × 24 hours ago, floored to the hour on the clocks of `zone`, and goes up to now. */
export function windowOf(range: Range, { now, zone }: { now: number; zone: string }): Window {
  if ('days' in range) {
    const from = startOfLocalHour(zone, now - range.days * DAY_MS)
    return { from, to: now, readTo: now + LIMITS.eventFutureMs + 1 }
  }
  const to = Date.parse(range.to)
  return { from: Date.parse(range.from), to, readTo: to }
}

/** The window of the same length just before. */
export const windowBefore = ({ from, to }: Window): Window => ({ from: from - (to - from), to: from, readTo: from })

export type Scope = { appId: number; from: number; readTo: number }
/** A scope whose bounds another part of the statement gives. */
type ScopeOf<Bound> = { appId: number; from: Bound; readTo: Bound }

/** Condition: the event is one of `type` in the window. */
export const eventsOf = (
  type: keyof typeof TYPE_CODES,
  { appId, from, readTo }: ScopeOf<number | SQL>,
): SQL | undefined =>
  and(eq(event.appId, appId), eq(event.type, TYPE_CODES[type]), gte(event.at, from), lt(event.at, readTo))

/** Condition: the event is a generation in the window that came to an end, good or bad. */
export const finishedGenerations = (scope: ScopeOf<number | SQL>): SQL | undefined =>
  and(eventsOf('generation', scope), inArray(event.outcome, [OUTCOME_CODES.succeeded, OUTCOME_CODES.failed]))
