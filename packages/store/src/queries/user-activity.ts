import type { Filter, UserNumbers } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import { isMeasured } from './measure-raw.js'
import { proportion } from './proportion.js'
import type { Database } from './question.js'
import type { OfDays } from './read-days.js'
import { numbersIn } from './unique-users.js'
import type { Span } from './walk.js'

/** What a user did; times in milliseconds UTC. */
export type Activity = {
  firstAt: number
  lastAt: number
  events: number
  sessions: number
  succeeded: number
  failed: number
  kept: number
  /** Whether one of the generations is such as was asked for. */
  isMatch: boolean
}
/** By the user's number. */
export type Activities = Map<number, Activity>

/** SQL condition: the event is of a part of time. The index by type and time has all that is counted, so that no row is read. */
export const isInPart = (appId: number, { from, to }: Span) => sql`
  event.app_id = ${appId} AND event.type IN (${sql.raw(Object.values(TYPE_CODES).join(', '))})
  AND event.at >= ${from} AND event.at < ${to}`

// A row for each event would take longer to hand over than to read: the events of a part are two lists of numbers.

/** Of an event: the user's number, four bits for the outcome, and one for whether it was kept. */
const CODE = sql.raw('json_group_array(event.user_id * 32 + coalesce(event.outcome, 0) * 2 + (event.kept IS NOT NULL))')
const USER_UNIT = 32

/** What users did, and of the generations those that filters let through. */
export const userActivities = (
  database: Database,
  { appId, filters }: { appId: number; filters: Filter[] },
): OfDays<Activities> => ({
  name: `users ${JSON.stringify(filters)}`,
  read: async (part) => {
    const activities: Activities = new Map()
    await readActivities(database, { appId, filters, part }, activities)
    return activities
  },
  merge(parts) {
    const sums: Activities = new Map()
    for (const part of parts) for (const [id, activity] of part) addActivity(activityAt(sums, id), activity)
    return sums
  },
  sizeOf: ({ size }) => size * BYTES_OF_ACTIVITY,
})

const BYTES_OF_ACTIVITY = 150

/** What users did in two parts of time. */
export function activeIn(settled: Activities, recent: Activities): [number, Activity][] {
  const active: [number, Activity][] = []
  for (const [id, activity] of settled) if (!recent.has(id)) active.push([id, activity])
  for (const [id, activity] of recent) {
    const before = settled.get(id)
    const sum = { ...activity }
    if (before) addActivity(sum, before)
    active.push([id, sum])
  }
  return active
}

function addActivity(sum: Activity, more: Activity): void {
  sum.firstAt = Math.min(sum.firstAt, more.firstAt)
  sum.lastAt = Math.max(sum.lastAt, more.lastAt)
  sum.events += more.events
  sum.sessions += more.sessions
  sum.succeeded += more.succeeded
  sum.failed += more.failed
  sum.kept += more.kept
  sum.isMatch ||= more.isMatch
}

/** Adds what users did in a part of time. */
async function readActivities(
  database: Database,
  { appId, filters, part }: { appId: number; filters: Filter[]; part: Span },
  activities: Activities,
): Promise<void> {
  const [[did], [started]] = await database.batch([
    database.all<{ codes: string; times: string }>(sql`
      SELECT ${CODE} AS codes, json_group_array(event.at - ${part.from}) AS times FROM event WHERE ${isInPart(appId, part)}`),
    database.all<{ userIds: string }>(sql`
      SELECT json_group_array(user_id) AS userIds FROM session
      WHERE app_id = ${appId} AND started_at >= ${part.from} AND started_at < ${part.to}`),
  ])
  const times = numbersIn(did?.times)
  for (const [index, code] of numbersIn(did?.codes).entries()) {
    const activity = activityAt(activities, Math.floor(code / USER_UNIT))
    const at = part.from + (times[index] ?? 0)
    activity.events += 1
    activity.firstAt = Math.min(activity.firstAt, at)
    activity.lastAt = Math.max(activity.lastAt, at)
    if (filters.length === 0) addMade(activity, code % USER_UNIT)
  }
  for (const userId of numbersIn(started?.userIds)) activityAt(activities, userId).sessions += 1
  if (filters.length === 0) return
  const [made] = await database.all<{ codes: string }>(
    sql`SELECT ${CODE} AS codes FROM event WHERE ${isMeasured({ appId, filters }, part)}`,
  )
  for (const code of numbersIn(made?.codes)) {
    const activity = activityAt(activities, Math.floor(code / USER_UNIT))
    activity.isMatch = true
    addMade(activity, code % USER_UNIT)
  }
}

function addMade(activity: Activity, code: number): void {
  const outcome = Math.floor(code / 2)
  if (outcome === OUTCOME_CODES.failed) activity.failed += 1
  if (outcome !== OUTCOME_CODES.succeeded) return
  activity.succeeded += 1
  activity.kept += code % 2
}

function activityAt(activities: Activities, userId: number): Activity {
  const known = activities.get(userId)
  if (known) return known
  const made = {
    firstAt: Number.POSITIVE_INFINITY,
    lastAt: Number.NEGATIVE_INFINITY,
    events: 0,
    sessions: 0,
    succeeded: 0,
    failed: 0,
    kept: 0,
    isMatch: false,
  }
  activities.set(userId, made)
  return made
}

type Counted = Pick<Activity, 'events' | 'sessions' | 'succeeded' | 'failed' | 'kept'>

/** The same with the rates that come of it. */
export function numbersOf({ events, sessions, succeeded, failed, kept }: Counted): UserNumbers {
  const generations = succeeded + failed
  return {
    events,
    sessions,
    generations,
    succeeded,
    failed,
    successRate: proportion(succeeded, generations),
    kept,
    keepRate: proportion(kept, succeeded),
  }
}
