import type { Cohort, Retention, RetentionInput } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { TIERS } from '../rollups/define.js'
import { DAY_MS, localDays } from '../time/local-days.js'
import { type Kept, whileKept } from './answerable.js'
import { type AskedOf, coveredBy } from './insight.js'
import { readNames } from './names.js'
import type { Database } from './question.js'
import { readRange } from './read-days.js'
import { rememberedLater } from './remembered.js'
import type { Steps } from './steps.js'
import { numbersIn, usersOfDays } from './unique-users.js'
import { usersWhoMade } from './users-who-made.js'
import { windowOf } from './window.js'

/** Days that are read at once. */
const DAYS_AT_ONCE = 31
const DEFAULT_PERIODS = { day: 14, week: 8 }
const WEEK_MS = 7 * DAY_MS
/** 1970 began on a Thursday. */
const FIRST_MONDAY_MS = 4 * DAY_MS

type Interval = RetentionInput['interval']

/**
 * Who came back: users by the day or week of their first session ever, and how many of them had a session in each day or
 * week from then on. Reads who was there on each day that is kept: whoever was there before is not new.
 */
export async function retention(database: Database, asked: AskedOf<RetentionInput>, steps: Steps): Promise<Retention> {
  const { appId, now, input } = asked
  const filters = (await readNames(database, { appId, form: input.names })).withFolds(input.filters)
  if (filters.length > 0) {
    return readRange({ database, asked, steps }, usersWhoMade(database, { appId, filters }), async (read, kept) => {
      const made = new Set([...read.settled, ...read.recent])
      const about = { has: (userId: number) => made.has(userId), name: JSON.stringify(filters), version: read.version }
      return { cohorts: await cohortsOf({ database, asked, steps, kept }, about) }
    })
  }
  return whileKept(database, appId, async (kept) => {
    const { timeZone: zone, rollupsFrom } = kept
    const window = windowOf(input.range, { now, zone })
    const covered = { from: Math.max(window.from, Math.min(rollupsFrom, window.to)), to: window.to }
    return {
      ...coveredBy({ covered: { ...covered, isCut: covered.from > window.from } }),
      cohorts: await cohortsOf({ database, asked, steps, kept }),
    }
  })
}

type Reading = { database: Database; asked: AskedOf<RetentionInput>; steps: Steps; kept: Kept }

/** Users that are asked about; others, perhaps, where the version is another. That is undefined where nothing tells. */
type AskedAbout = { has: (userId: number) => boolean; name: string; version: string | undefined }

/** Of all users, or of those that are asked about. */
async function cohortsOf({ database, asked, steps, kept }: Reading, about?: AskedAbout): Promise<Cohort[]> {
  const { now, input } = asked
  const { interval, periods = DEFAULT_PERIODS[input.interval] } = input
  const { appId, timeZone: zone, rollupsFrom } = kept
  const window = windowOf(input.range, { now, zone })
  const periodAt = (at: number) => periodOf(interval, localDays(zone, at, at + 1)[0]?.date ?? '')
  const [first, last, today] = [periodAt(window.from), periodAt(window.to - 1), periodAt(now)]
  // What was read of some users in the time that there was is answered.
  const look = () => (about === undefined ? steps.check() : void steps.isTimeUp())
  look()
  const days = await database.all<Day>(sql`
    SELECT id, date, user_version AS version FROM bucket
    WHERE app_id = ${appId} AND tier = ${TIERS.day} AND starts_at >= ${rollupsFrom} ORDER BY date, starts_at`)
  const make = async () => {
    const cohorts = new Cohorts(interval)
    for (let period = first; period <= last; period++)
      cohorts.add(period, Math.max(0, Math.min(periods, today - period) + 1))
    await seeUsers({ database, days, look }, (userId, date) => {
      if (about?.has(userId) ?? true) cohorts.see(userId, periodOf(interval, date))
    })
    return cohorts.all()
  }
  const name = `retention of ${appId} ${JSON.stringify([interval, periods, first, last, today])} ${about?.name ?? ''}`
  const version = days.map(({ id, version: own }) => `${id} ${own}`).join(';')
  if (about !== undefined && about.version === undefined) return make()
  return rememberedLater(
    asked.dayParts,
    { name, version: `${version} ${about?.version ?? ''}` },
    { make, sizeOf: bytesOf },
  )
}

type Day = { id: number; date: string; version: number }

const BYTES_OF_PERIOD = 16
const bytesOf = (cohorts: Cohort[]) =>
  cohorts.reduce((sum, { active }) => sum + (10 + active.length) * BYTES_OF_PERIOD, 0)

async function seeUsers(
  { database, days, look }: { database: Database; days: Day[]; look: () => void },
  see: (userId: number, date: string) => void,
): Promise<void> {
  for (let start = 0; start < days.length; start += DAYS_AT_ONCE) {
    look()
    const part = days.slice(start, start + DAYS_AT_ONCE)
    const ids = part.map(({ id }) => id)
    const usersOf = new Map((await usersOfDays(database, ids)).map(({ dayId, userIds }) => [dayId, userIds]))
    for (const { id, date } of part) for (const userId of numbersIn(usersOf.get(id))) see(userId, date)
  }
}

/** Counts users by their first period. They have to be seen in the order of periods. */
class Cohorts {
  readonly #interval: Interval
  readonly #cohorts = new Map<number, Cohort>()
  readonly #firstSeen = new Map<number, number>()
  readonly #lastSeen = new Map<number, number>()

  constructor(interval: Interval) {
    this.#interval = interval
  }

  add(period: number, length: number): void {
    this.#cohorts.set(period, { date: dateOf(this.#interval, period), users: 0, active: Array(length).fill(0) })
  }

  see(userId: number, period: number): void {
    if (this.#lastSeen.get(userId) === period) return
    this.#lastSeen.set(userId, period)
    const first = this.#firstSeen.get(userId) ?? period
    this.#firstSeen.set(userId, first)
    const cohort = this.#cohorts.get(first)
    if (!cohort) return
    if (first === period) cohort.users += 1
    const active = cohort.active[period - first]
    if (active !== undefined) cohort.active[period - first] = active + 1
  }

  all(): Cohort[] {
    return [...this.#cohorts.values()]
  }
}

/** The number of the day or week, since 1970, that a local date is in. Weeks begin on Monday. */
function periodOf(interval: Interval, date: string): number {
  const midnight = Date.parse(`${date}T00:00:00Z`)
  return interval === 'day' ? midnight / DAY_MS : Math.floor((midnight - FIRST_MONDAY_MS) / WEEK_MS)
}

function dateOf(interval: Interval, period: number): string {
  const midnight = interval === 'day' ? period * DAY_MS : period * WEEK_MS + FIRST_MONDAY_MS
  return new Date(midnight).toISOString().slice(0, 10)
}
