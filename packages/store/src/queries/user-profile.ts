import { sql } from 'drizzle-orm'
import { isFinished, type MEASURES, measured } from '../rollups/define.js'
import type { Database } from './question.js'
import type { OfDays } from './read-days.js'
import { isInPart } from './user-activity.js'
import type { Span } from './walk.js'

const HOURS_OF_WEEK = 168
const MOST_SESSIONS = 20
/** Before any event, or after it, in milliseconds UTC. */
const NEVER = Number.MAX_SAFE_INTEGER

const SUMS = [
  'events',
  'page_views',
  'succeeded',
  'failed',
  'cancelled',
  'abandoned',
  'ai_enhanced',
  'duration_ms',
  'generation_ms',
  'generation_times',
  'kept',
] as const satisfies (keyof typeof MEASURES)[]
type Sums = Record<(typeof SUMS)[number], number>
type HourRow = Sums & { hourOfWeek: number; firstAt: number; lastAt: number }
export type StyleRow = { styleId: number; generations: number; succeeded: number; kept: number }
export type SessionRow = { startedAt: number; lastAt: number; pageViews: number }

/** What one user did, but for the sessions; times in milliseconds UTC. */
export type Profile = {
  sums: Sums
  firstAt: number
  lastAt: number
  hours: number[]
  styles: Map<number, StyleRow>
}

const newProfile = (): Profile => ({
  sums: {
    events: 0,
    page_views: 0,
    succeeded: 0,
    failed: 0,
    cancelled: 0,
    abandoned: 0,
    ai_enhanced: 0,
    duration_ms: 0,
    generation_ms: 0,
    generation_times: 0,
    kept: 0,
  },
  firstAt: NEVER,
  lastAt: -NEVER,
  hours: Array(HOURS_OF_WEEK).fill(0),
  styles: new Map(),
})

const BYTES_OF_PROFILE = 2_500
const BYTES_OF_STYLE = 150

/** Reads what a user did. */
export const userProfiles = (database: Database, { appId, id }: { appId: number; id: number }): OfDays<Profile> => ({
  name: `profile of user ${id}`,
  read: async (part) => {
    const isOwn = sql`${isInPart(appId, part)} AND event.user_id = ${id}`
    const [hours, styles] = await database.batch([
      database.all<HourRow>(sql`
        SELECT hour.hour_of_week AS hourOfWeek, min(event.at) AS firstAt, max(event.at) AS lastAt, ${sql.raw(measured(SUMS))}
        FROM event CROSS JOIN bucket AS hour ON hour.id = event.hour_id WHERE ${isOwn} GROUP BY 1`),
      database.all<StyleRow>(sql`
        SELECT event.style_id AS styleId, count(*) AS generations, ${sql.raw(measured(['succeeded', 'kept']))}
        FROM event WHERE ${isOwn} AND event.style_id IS NOT NULL AND ${sql.raw(isFinished)} GROUP BY 1`),
    ])
    const profile = newProfile()
    for (const row of hours) addHour(profile, row)
    for (const row of styles) addStyle(profile.styles, row)
    return profile
  },
  merge(parts) {
    const whole = newProfile()
    for (const { sums, firstAt, lastAt, hours, styles } of parts) {
      for (const column of SUMS) whole.sums[column] += sums[column]
      whole.firstAt = Math.min(whole.firstAt, firstAt)
      whole.lastAt = Math.max(whole.lastAt, lastAt)
      for (const [hour, events] of hours.entries()) whole.hours[hour] = (whole.hours[hour] ?? 0) + events
      for (const row of styles.values()) addStyle(whole.styles, row)
    }
    return whole
  },
  sizeOf: ({ styles }) => BYTES_OF_PROFILE + styles.size * BYTES_OF_STYLE,
})

/** The sessions that a user started: how many, how long they were together, and the newest. */
export type OwnSessions = { count: number; ms: number; recent: SessionRow[] }

/** Reads these anew each time: that a session goes on is told by no sum of the day that it started on. */
export async function readSessions(
  database: Database,
  { appId, id, span }: { appId: number; id: number; span: Span },
): Promise<OwnSessions> {
  const startedIn = sql`app_id = ${appId} AND started_at >= ${span.from} AND started_at < ${span.to} AND user_id = ${id}`
  const [[sessions], recent] = await database.batch([
    database.all<{ count: number; ms: number }>(sql`
      SELECT count(*) AS count, coalesce(sum(last_at - started_at), 0) AS ms FROM session WHERE ${startedIn}`),
    database.all<SessionRow>(sql`
      SELECT started_at AS startedAt, last_at AS lastAt, page_views AS pageViews FROM session WHERE ${startedIn}
      ORDER BY started_at DESC, id DESC LIMIT ${MOST_SESSIONS}`),
  ])
  return { count: sessions?.count ?? 0, ms: sessions?.ms ?? 0, recent }
}

function addHour(profile: Profile, { hourOfWeek, firstAt, lastAt, ...sums }: HourRow): void {
  for (const column of SUMS) profile.sums[column] += sums[column]
  profile.hours[hourOfWeek] = (profile.hours[hourOfWeek] ?? 0) + sums.events
  profile.firstAt = Math.min(profile.firstAt, firstAt)
  profile.lastAt = Math.max(profile.lastAt, lastAt)
}

function addStyle(styles: Profile['styles'], { styleId, generations, succeeded, kept }: StyleRow): void {
  const known = styles.get(styleId) ?? { styleId, generations: 0, succeeded: 0, kept: 0 }
  styles.set(styleId, {
    styleId,
    generations: known.generations + generations,
    succeeded: known.succeeded + succeeded,
    kept: known.kept + kept,
  })
}
