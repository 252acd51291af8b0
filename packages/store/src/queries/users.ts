import type { UserRow, UserSort, Users, UsersInput } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { byBytes } from './by-bytes.js'
import { listOf } from './covered.js'
import { cursorOf, placeOf } from './cursor.js'
import { favouriteStyles } from './favourite-styles.js'
import type { AskedOf } from './insight.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'
import { type Activities, type Activity, numbersOf, readActivities } from './user-activity.js'
import { walkRange } from './walk-range.js'

const DEFAULT_ROWS = 50
/** Users of whom the ids are read at once. */
const IDS_AT_ONCE = 5_000

type Found = Activity & { id: number; userId: string }
/** What a user is sorted by, and the id that tells apart those of whom it is the same. */
type Place = [value: number | string | null, userId: string]

/** A page of the users who did something, sorted and searched as was asked. */
export async function users(database: Database, asked: AskedOf<UsersInput>, steps: Steps): Promise<Users> {
  const { appId, input } = asked
  const { search = '', sort = 'lastSeen', order = 'descending', limit = DEFAULT_ROWS, filters = [] } = input
  const after = input.cursor === undefined ? undefined : placeOf(input.cursor, isPlace)
  const start = (): Activities => new Map()
  const { found, covered } = await walkRange(
    { database, asked, steps },
    { start, read: (part, activities) => readActivities(database, { appId, filters, part }, activities) },
  )
  const isAskedFor = ({ events, isMatch }: Activity) => events > 0 && (filters.length === 0 || isMatch)
  const active = [...found].filter(([, activity]) => isAskedFor(activity))
  const named = (await withIds(database, active)).filter(({ userId }) => containsText(userId, search))
  const isBefore = (a: Place, b: Place) => compare(a, b, order === 'ascending' ? 1 : -1)
  const sorted = named.toSorted((a, b) => isBefore(placeIn(sort, a), placeIn(sort, b)))
  const rest = after === undefined ? sorted : sorted.filter((user) => isBefore(placeIn(sort, user), after) > 0)
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  const span = { from: Date.parse(covered.from), to: Math.max(...page.map(({ lastAt }) => lastAt), 0) + 1 }
  const ids = page.map(({ id }) => id)
  const styles = await favouriteStyles(database, { appId, filters, span, ids }, steps)
  return {
    ...covered,
    found: sorted.length,
    rows: page.map((user) => ({ ...rowOf(user), favouriteStyle: styles.get(user.id) ?? null })),
    nextCursor: last === undefined || rest.length <= limit ? null : cursorOf(placeIn(sort, last)),
  }
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

function placeIn(sort: UserSort, { userId, ...user }: Found): Place {
  switch (sort) {
    case 'lastSeen':
      return [user.lastAt, userId]
    case 'firstSeen':
      return [user.firstAt, userId]
    case 'userId':
      return [userId, userId]
    case 'events':
    case 'sessions':
    case 'kept':
      return [user[sort], userId]
    case 'generations':
      return [user.succeeded + user.failed, userId]
    case 'successRate':
    case 'keepRate':
      return [numbersOf(user)[sort]?.share ?? null, userId]
  }
}

/** Negative where `a` comes first. Nulls are last, and ties are by id, in either order. */
function compare([a, idOfA]: Place, [b, idOfB]: Place, sign: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null) || byBytes(idOfA, idOfB)
  const order = typeof a === 'string' || typeof b === 'string' ? byBytes(String(a), String(b)) : a - b
  return order * sign || byBytes(idOfA, idOfB)
}

const isPlace = (place: unknown[]): place is Place => {
  const [value, userId] = place
  return (value === null || typeof value === 'number' || typeof value === 'string') && typeof userId === 'string'
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
