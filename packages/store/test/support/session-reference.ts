import type { Event } from '@son1k/contract'
import { groupBy } from './group-by.js'

/** A session as its row says; times in milliseconds UTC. */
export type ReferenceSession = {
  sessionId: string
  userId: string
  startedAt: number
  lastAt: number
  endedAt: number | null
  pageViews: number
  context: string | null
}

const byTimeThenId = (a: Event, b: Event) =>
  Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** What the sessions of some events are, by the definition; each event counts once. Sorted by id. */
export function referenceSessions(events: Event[]): ReferenceSession[] {
  const once = [...new Map(events.map((event) => [event.id, event])).values()].sort(byTimeThenId)
  const bySession = groupBy(
    once.filter((event) => event.sessionId !== undefined),
    (event) => event.sessionId ?? '',
  )
  return [...bySession]
    .map(([sessionId, members]) => {
      const times = members.map((event) => Date.parse(event.occurredAt))
      const ends = members.filter((event) => event.type === 'session.end').map((event) => Date.parse(event.occurredAt))
      const contexts = members.flatMap((event) =>
        event.type === 'session.start' && event.context ? [event.context] : [],
      )
      return {
        sessionId,
        userId: members[0]?.userId ?? '',
        startedAt: Math.min(...times),
        lastAt: Math.max(...times),
        endedAt: ends.length === 0 ? null : Math.max(...ends),
        pageViews: members.filter((event) => event.type === 'interaction' && event.action === 'page_view').length,
        context: contexts[0] === undefined ? null : JSON.stringify(contexts[0]),
      }
    })
    .sort((a, b) => (a.sessionId < b.sessionId ? -1 : 1))
}
