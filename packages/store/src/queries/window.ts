import type { Range } from '@son1k/contract'
import { LIMITS } from '@son1k/contract/limits'
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

/** Whose events, from when to when. */
export type Scope = { appId: number; from: number; readTo: number }
