import type { Event, UserRow, UsersInput } from '@son1k/contract'
import { groupBy } from './group-by.js'
import { finishedOf, outcomeOf } from './insight-reference.js'
import { type ReferenceGeneration, referenceGenerations } from './kept-reference.js'
import { referenceSessions } from './session-reference.js'

/** Milliseconds UTC; `to` is excluded. */
export type Span = { from: number; to: number }
/** A row without intervals: rates are shares. */
export type ReferenceUser = Omit<UserRow, 'successRate' | 'keepRate'> & {
  successRate: number | null
  keepRate: number | null
}

const at = (event: Event) => Date.parse(event.occurredAt)
const isIn =
  ({ from, to }: Span) =>
  (event: Event) =>
    at(event) >= from && at(event) < to
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b))
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)

/** The events of a user in a span, the newest first. Those of the same time may be in any order. */
export const referenceTimeline = (events: Event[], userId: string, span: Span): Event[] =>
  events.filter((event) => event.userId === userId && isIn(span)(event)).sort((a, b) => at(b) - at(a))

export const generationsOf = (events: Event[], userId: string, span: Span): ReferenceGeneration[] =>
  referenceGenerations(events).filter((event) => event.userId === userId && isIn(span)(event))

/** The sessions that a user started in a span, the newest first. */
export const sessionsOf = (events: Event[], userId: string, { from, to }: Span) =>
  referenceSessions(events)
    .filter((session) => session.userId === userId && session.startedAt >= from && session.startedAt < to)
    .sort((a, b) => b.startedAt - a.startedAt)

type Given = Pick<UsersInput, 'sort' | 'order' | 'search'> & { isAsked?: (event: ReferenceGeneration) => boolean }

/** All users with an event in a span, sorted. With `isAsked`, those who have such generations, and only these count. */
export function referenceUsers(events: Event[], span: Span, given: Given): ReferenceUser[] {
  const { sort = 'lastSeen', order = 'descending', search = '', isAsked } = given
  const users = [...groupBy(events.filter(isIn(span)), ({ userId }) => userId)].flatMap(([userId, own]) => {
    const all = generationsOf(events, userId, span)
    const made = isAsked === undefined ? all : all.filter(isAsked)
    const isListed = userId.toLowerCase().includes(search.toLowerCase()) && (isAsked === undefined || made.length > 0)
    return isListed ? [userOf(userId, own, made, sessionsOf(events, userId, span).length)] : []
  })
  const sortValue = (user: ReferenceUser) => {
    if (sort === 'firstSeen') return Date.parse(user.firstSeenAt)
    return sort === 'lastSeen' ? Date.parse(user.lastSeenAt) : user[sort]
  }
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : byBytes(String(a), String(b))
  return users.sort((userA, userB) => {
    const [a, b] = [sortValue(userA), sortValue(userB)]
    const byId = byBytes(userA.userId, userB.userId)
    if (a === null || b === null) return Number(a === null) - Number(b === null) || byId
    return compare(a, b) * (order === 'ascending' ? 1 : -1) || byId
  })
}

function userOf(userId: string, own: Event[], made: ReferenceGeneration[], sessions: number): ReferenceUser {
  const times = own.map(at)
  const finished = finishedOf(made)
  const succeeded = finished.filter((event) => outcomeOf(event) === 'succeeded').length
  const kept = made.filter(({ isKept }) => isKept).length
  return {
    userId,
    firstSeenAt: new Date(Math.min(...times)).toISOString(),
    lastSeenAt: new Date(Math.max(...times)).toISOString(),
    events: own.length,
    sessions,
    generations: finished.length,
    succeeded,
    failed: finished.length - succeeded,
    successRate: share(succeeded, finished.length),
    kept,
    keepRate: share(kept, succeeded),
    favouriteStyle: favourite(made),
  }
}

/** The style of most finished generations, of two the first by name. */
export function favourite(made: ReferenceGeneration[]): string | null {
  const styles = [...groupBy(finishedOf(made), ({ style }) => style)].flatMap(([style, all]) =>
    style === undefined ? [] : [{ style, count: all.length }],
  )
  return styles.sort((a, b) => b.count - a.count || byBytes(a.style, b.style))[0]?.style ?? null
}
