import type { Filter } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { isFinished } from '../rollups/define.js'
import { DAY_MS } from '../time/local-days.js'
import { byBytes } from './by-bytes.js'
import { listOf } from './covered.js'
import { textsOf } from './key-texts.js'
import { isMeasured } from './measure-raw.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'
import { type Span, walkBack } from './walk.js'

type Asked = { appId: number; filters: Filter[]; span: Span; ids: number[] }
type Row = { userId: number; styleId: number; count: number }

/**
 * The style of most generations of some users, of two with as many the first by name; by the users' numbers. None of those
 * who have none, and none at all where there is no time to read the whole span.
 */
export async function favouriteStyles(
  database: Database,
  { appId, filters, span, ids }: Asked,
  steps: Steps,
): Promise<Map<number, string>> {
  const counts = new Map<number, Map<number, number>>()
  const { from } = await walkBack({ span, firstPart: DAY_MS, steps }, async (part) => {
    const rows = await database.all<Row>(sql`
      SELECT event.user_id AS userId, event.style_id AS styleId, count(*) AS count
      FROM event WHERE ${isMeasured({ appId, filters }, part)} AND ${sql.raw(isFinished)}
      AND event.user_id IN ${listOf(ids)} AND event.style_id IS NOT NULL GROUP BY 1, 2`)
    for (const { userId, styleId, count } of rows) {
      const own = counts.get(userId) ?? new Map<number, number>()
      counts.set(userId, own.set(styleId, (own.get(styleId) ?? 0) + count))
    }
  })
  if (from > span.from) return new Map()
  const most = [...counts].map(([userId, own]) => [userId, mostOf(own)] as const)
  const texts = await textsOf(database, [...new Set(most.flatMap(([, styles]) => styles))], 'style')
  const nameOf = (styles: number[]) => styles.map((id) => texts.get(id) ?? '').toSorted(byBytes)[0] ?? ''
  return new Map(most.map(([userId, styles]) => [userId, nameOf(styles)]))
}

function mostOf(counts: Map<number, number>): number[] {
  const most = Math.max(...counts.values())
  return [...counts].filter(([, count]) => count === most).map(([styleId]) => styleId)
}
