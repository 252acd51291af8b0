import type { UserRow, UserSort, Users, UsersInput } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import type { Kept } from './answerable.js'
import { byBytes } from './by-bytes.js'
import { listOf } from './covered.js'
import { cursorOf, placeOf } from './cursor.js'
import { favouriteStyles } from './favourite-styles.js'
import type { AskedOf } from './insight.js'
import { readNames } from './names.js'
import type { Database } from './question.js'
import { type DaysRead, readRange } from './read-days.js'
import type { Steps } from './steps.js'
import { type Activities, type Activity, activeIn, numbersOf, userActivities } from './user-activity.js'

const DEFAULT_ROWS = 50
/** Users of whom the ids are read at once. */
const IDS_AT_ONCE = 5_000

type Found = Activity & { id: number; userId: string }
/** What a user is sorted by, and the id that tells apart those of whom it is the same. */
type Place = [value: number | string | null, userId: string]
/** And when the first page was asked for, in milliseconds UTC: the others are of that time, too. */
type PagePlace = [...Place, now: number]

/**
 * A page of the users who did something, sorted and searched as was asked. What happens after the first page was asked for is
 * on no other: whoever goes on meanwhile keeps the place.
 */
export async function users(database: Database, given: AskedOf<UsersInput>, steps: Steps): Promise<Users> {
  const { appId, input } = given
  const { search = '', sort = 'lastSeen', order = 'descending', limit = DEFAULT_ROWS } = input
  const filters = (await readNames(database, { appId, form: input.names })).withFolds(input.filters)
  const place = input.cursor === undefined ? undefined : placeOf(input.cursor, isPlace)
  const after: Place | undefined = place && [place[0], place[1]]
  const asked = { ...given, now: place?.[2] ?? given.now, isUpToNow: true }
  const isAskedFor = ({ events, isMatch }: Activity) => events > 0 && (filters.length === 0 || isMatch)
  const sign = order === 'ascending' ? 1 : -1
  const isBefore = (a: Place, b: Place) => compare(a, b, sign)
  const answer = async ({ settled, recent, span }: DaysRead<Activities>, kept: Kept) => {
    const active = activeIn(settled, recent).filter(([, activity]) => isAskedFor(activity))
    // The ids of all are only read where they matter.
    const isByNumber = search === '' && sort !== 'userId'
    const candidates = isByNumber ? firstOf(active, { sort, sign, limit, after: after?.[0] }) : active
    const named = (await withIds(database, candidates)).filter(({ userId }) => containsText(userId, search))
    const sorted = named.toSorted((a, b) => isBefore(placeIn(sort, a), placeIn(sort, b)))
    const rest = after === undefined ? sorted : sorted.filter((user) => isBefore(placeIn(sort, user), after) > 0)
    const page = rest.slice(0, limit)
    const last = page.at(-1)
    const reading = { database, steps, kept, span, dayParts: asked.dayParts }
    const styles = await favouriteStyles(reading, { filters, ids: page.map(({ id }) => id) })
    return {
      found: isByNumber ? active.length : sorted.length,
      rows: page.map((user) => ({ ...rowOf(user), favouriteStyle: styles.get(user.id) ?? null })),
      nextCursor: last === undefined || rest.length <= limit ? null : cursorOf([...placeIn(sort, last), asked.now]),
    }
  }
  return readRange({ database, asked, steps }, userActivities(database, { appId, filters }), answer)
}

type First = { sort: Exclude<UserSort, 'userId'>; sign: 1 | -1; limit: number; after: Place[0] | undefined }

/** Among these are the first `limit` and one more, after a place, in the order of numbers alone. */
function firstOf(active: [number, Activity][], { sort, sign, limit, after }: First): [number, Activity][] {
  const rankOf = (value: number | null) => (value === null ? Number.POSITIVE_INFINITY : value * sign)
  const least = typeof after === 'string' || after === undefined ? Number.NEGATIVE_INFINITY : rankOf(after)
  const ranks = Float64Array.from(active, ([, activity]) => rankOf(numberIn(sort, activity)))
  const left = ranks.filter((rank) => rank >= least).sort()
  const ties = after === undefined ? 0 : left.filter((rank) => rank === least).length
  const most = left[Math.min(left.length - 1, ties + limit)] ?? least
  return active.filter((_, index) => (ranks[index] ?? least) >= least && (ranks[index] ?? least) <= most)
}

async function withIds(database: Database, active: [number, Activity][]): Promise<Found[]> {
  const found: Found[] = []
  for (let start = 0; start < active.length; start += IDS_AT_ONCE) {
    const part = active.slice(start, start + IDS_AT_ONCE)
    const rows = await database.all<{ id: number; userId: string }>(
      sql`SELECT id, external_id AS userId FROM user WHERE id IN ${listOf(part.map(([id]) => id))}`,
    )
    const userIds = new Map(rows.map(({ id, userId }) => [id, userId]))
    for (const [id, activity] of part) {
      const userId = userIds.get(id)
      if (userId !== undefined) found.push({ ...activity, id, userId })
    }
  }
  return found
}

const placeIn = (sort: UserSort, user: Found): Place => [
  sort === 'userId' ? user.userId : numberIn(sort, user),
  user.userId,
]

function numberIn(sort: Exclude<UserSort, 'userId'>, activity: Activity): number | null {
  switch (sort) {
    case 'lastSeen':
      return activity.lastAt
    case 'firstSeen':
      return activity.firstAt
    case 'events':
    case 'sessions':
    case 'kept':
      return activity[sort]
    case 'generations':
      return activity.succeeded + activity.failed
    case 'successRate':
    case 'keepRate':
      return numbersOf(activity)[sort]?.share ?? null
  }
}

/** Negative where `a` comes first. Nulls are last, and ties are by id, in either order. */
function compare([a, idOfA]: Place, [b, idOfB]: Place, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null) || byBytes(idOfA, idOfB)
  const order = typeof a === 'string' || typeof b === 'string' ? byBytes(String(a), String(b)) : a - b
  return order * sign || byBytes(idOfA, idOfB)
}

const isPlace = (place: unknown[]): place is PagePlace => {
  const [value, userId, now] = place
  const isValue = value === null || typeof value === 'number' || typeof value === 'string'
  return isValue && typeof userId === 'string' && Number.isSafeInteger(now)
}

/** As `contains` of a filter: small and capital letters of ASCII are the same. */
const containsText = (text: string, part: string) => lower(text).includes(lower(part))
const lower = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

const rowOf = (user: Found): Omit<UserRow, 'favouriteStyle'> => ({
  userId: user.userId,
  firstSeenAt: new Date(user.firstAt).toISOString(),
  lastSeenAt: new Date(user.lastAt).toISOString(),
  ...numbersOf(user),
})
