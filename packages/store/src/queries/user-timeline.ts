import type { UserTimeline, UserTimelineInput } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { eventsByIds } from '../export/event-page.js'
import { DAY_MS } from '../time/local-days.js'
import { type Kept, whileKept } from './answerable.js'
import { cursorOf, placeOf } from './cursor.js'
import { type AskedOf, coveredBy } from './insight.js'
import { rawSpan } from './measure-raw.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'
import { isInPart } from './user-activity.js'
import { userNumber } from './user-number.js'
import { walkBack } from './walk.js'
import { windowOf } from './window.js'

const DEFAULT_EVENTS = 50

/** The time of an event in milliseconds UTC, and its id in the database, which tells apart those of the same time. */
type Place = [at: number, id: number]

/** A page of the events of a user, the newest first. */
export async function userTimeline(
  database: Database,
  asked: AskedOf<UserTimelineInput>,
  steps: Steps,
): Promise<UserTimeline> {
  const userId = await userNumber(database, asked.appId, asked.input.userId)
  return whileKept(database, asked.appId, (kept) => timelineOf(database, { ...asked, userId, kept }, steps))
}

/** The same, of a user who is known, with what is kept. */
export async function timelineOf(
  database: Database,
  { appId, now, input, userId, kept }: AskedOf<UserTimelineInput> & { userId: number; kept: Kept },
  steps: Steps,
): Promise<UserTimeline> {
  const { limit = DEFAULT_EVENTS } = input
  const before = input.cursor === undefined ? undefined : placeOf(input.cursor, isPlace)
  const window = windowOf(input.range, { now, zone: kept.timeZone })
  const whole = rawSpan(window, kept.rawFrom)
  const span = { from: whole.from, to: before === undefined ? whole.to : Math.min(whole.to, before[0] + 1) }
  const found: Place[] = []
  const isEnough = () => found.length > limit
  const { from } = await walkBack({ span, firstPart: DAY_MS, steps, isEnough }, async (part) => {
    const rows = await database.all<{ at: number; id: number }>(sql`
      SELECT event.at, event.id FROM event WHERE ${isInPart(appId, part)} AND event.user_id = ${userId}
      AND (event.at, event.id) < (${before?.[0] ?? Number.MAX_SAFE_INTEGER}, ${before?.[1] ?? 0})
      ORDER BY event.at DESC, event.id DESC LIMIT ${limit + 1 - found.length}`)
    for (const { at, id } of rows) found.push([at, id])
  })
  const page = found.slice(0, limit)
  const isOver = from <= span.from && !isEnough()
  // Where the time was up, the next page goes on from there.
  const next: Place = isEnough() ? (page.at(-1) ?? [from, 0]) : [from, 0]
  const covered = { from: isOver || isEnough() ? whole.from : from, to: window.to }
  return {
    ...coveredBy({ covered: { ...covered, isCut: covered.from > window.from } }),
    events: await eventsByIds(
      database,
      page.map(([, id]) => id),
    ),
    nextCursor: isOver ? null : cursorOf(next),
  }
}

const isPlace = (place: unknown[]): place is Place => place.length === 2 && place.every(Number.isSafeInteger)
