import type { Filter } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { isFinished } from '../rollups/define.js'
import { byBytes } from './by-bytes.js'
import { textsOf } from './key-texts.js'
import { isMeasured } from './measure-raw.js'
import { type DaysReading, type OfDays, readDays } from './read-days.js'
import { numbersIn } from './unique-users.js'

/** How often users made a style, a column each. */
type StyleCounts = { users: Float64Array; styles: Float64Array; counts: Float64Array }

/**
 * The style of most generations of some users, of two with as many the first by name; by the users' numbers. None of those
 * who have none, and none at all where there is no time to read the whole span.
 */
export async function favouriteStyles(
  reading: DaysReading,
  { filters, ids }: { filters: Filter[]; ids: number[] },
): Promise<Map<number, string>> {
  const { settled, recent, span } = await readDays(reading, styleCounts(reading, filters))
  if (span.from > reading.span.from) return new Map()
  const wanted = new Set(ids)
  const found = new Map<number, Map<number, number>>()
  for (const { users, styles, counts } of [settled, recent]) {
    for (const [index, userId] of users.entries()) {
      if (!wanted.has(userId)) continue
      const own = found.get(userId) ?? new Map<number, number>()
      const styleId = styles[index] ?? 0
      found.set(userId, own.set(styleId, (own.get(styleId) ?? 0) + (counts[index] ?? 0)))
    }
  }
  const most = [...found].map(([userId, own]) => [userId, mostOf(own)] as const)
  const texts = await textsOf(reading.database, [...new Set(most.flatMap(([, styles]) => styles))], 'style')
  const nameOf = (styles: number[]) => styles.map((id) => texts.get(id) ?? '').toSorted(byBytes)[0] ?? ''
  return new Map(most.map(([userId, styles]) => [userId, nameOf(styles)]))
}

const styleCounts = ({ database, kept: { appId } }: DaysReading, filters: Filter[]): OfDays<StyleCounts> => ({
  name: `styles of users ${JSON.stringify(filters)}`,
  read: async (part) => {
    const [found] = await database.all<Record<keyof StyleCounts, string>>(sql`
      SELECT json_group_array(user_id) AS users, json_group_array(style_id) AS styles, json_group_array(count) AS counts
      FROM (SELECT event.user_id, event.style_id, count(*) AS count
            FROM event WHERE ${isMeasured({ appId, filters }, part)} AND ${sql.raw(isFinished)}
            AND event.style_id IS NOT NULL GROUP BY 1, 2)`)
    const column = (name: keyof StyleCounts) => Float64Array.from(numbersIn(found?.[name]))
    return { users: column('users'), styles: column('styles'), counts: column('counts') }
  },
  merge: (parts) => {
    const column = (name: keyof StyleCounts) => Float64Array.from(parts.flatMap((part) => [...part[name]]))
    return { users: column('users'), styles: column('styles'), counts: column('counts') }
  },
  sizeOf: ({ users }) => 3 * users.byteLength,
})

function mostOf(counts: Map<number, number>): number[] {
  const most = Math.max(...counts.values())
  return [...counts].filter(([, count]) => count === most).map(([styleId]) => styleId)
}
