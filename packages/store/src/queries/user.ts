import type { User, UserInput, UserSession, UserStyle } from '@son1k/contract'
import { whileKept } from './answerable.js'
import { byBytes } from './by-bytes.js'
import type { AskedOf } from './insight.js'
import { textsOf } from './key-texts.js'
import type { Database } from './question.js'
import { readRange } from './read-days.js'
import type { Steps } from './steps.js'
import { numbersOf } from './user-activity.js'
import { userNumber } from './user-number.js'
import { readSessions, type SessionRow, type StyleRow, userProfiles } from './user-profile.js'
import { timelineOf } from './user-timeline.js'

const HOURS_OF_DAY = 24
const DAYS_OF_WEEK = 7
const MOST_STYLES = 10

/** What a user did, by hour and style and in sessions, and the newest events. */
export async function user(database: Database, asked: AskedOf<UserInput>, steps: Steps): Promise<User> {
  const { appId, input } = asked
  const id = await userNumber(database, appId, input.userId)
  const profiles = userProfiles(database, { appId, id })
  const { found, own, ...covered } = await readRange({ database, asked, steps }, profiles, async (read) => {
    steps.isTimeUp()
    const { settled, recent, span } = read
    return { found: profiles.merge([settled, recent]), own: await readSessions(database, { appId, id, span }) }
  })
  const { events, nextCursor } = await whileKept(database, appId, (kept) =>
    timelineOf(database, { ...asked, userId: id, kept }, steps),
  )
  const { sums } = found
  const { cancelled, abandoned } = sums
  return {
    ...covered,
    userId: input.userId,
    firstSeenAt: sums.events === 0 ? null : new Date(found.firstAt).toISOString(),
    lastSeenAt: sums.events === 0 ? null : new Date(found.lastAt).toISOString(),
    ...numbersOf({ ...sums, sessions: own.count }),
    pageViews: sums.page_views,
    cancelled,
    abandoned,
    aiEnhanced: sums.ai_enhanced,
    audioSeconds: sums.duration_ms / 1_000,
    meanGenerationSeconds: meanSeconds(sums.generation_ms, sums.generation_times),
    meanSessionSeconds: meanSeconds(own.ms, own.count),
    styles: await stylesOf(database, [...found.styles.values()]),
    hours: Array.from({ length: DAYS_OF_WEEK }, (_, day) =>
      found.hours.slice(day * HOURS_OF_DAY, (day + 1) * HOURS_OF_DAY),
    ),
    recentSessions: own.recent.map(sessionOf),
    timeline: { events, nextCursor },
  }
}

const meanSeconds = (ms: number, count: number) => (count === 0 ? null : ms / count / 1_000)

async function stylesOf(database: Database, rows: StyleRow[]): Promise<UserStyle[]> {
  const ids = rows.map(({ styleId }) => styleId)
  const texts = await textsOf(database, ids, 'style')
  return rows
    .map(({ styleId, ...counts }) => ({ value: texts.get(styleId) ?? '', ...counts }))
    .sort((a, b) => b.generations - a.generations || byBytes(a.value, b.value))
    .slice(0, MOST_STYLES)
}

const sessionOf = ({ startedAt, lastAt, pageViews }: SessionRow): UserSession => ({
  startedAt: new Date(startedAt).toISOString(),
  durationSeconds: (lastAt - startedAt) / 1_000,
  pageViews,
})
