import { type SQL, sql } from 'drizzle-orm'
import type { Cover } from '../rollups/cover.js'
import { TIERS } from '../rollups/define.js'
import { HOUR_MS } from '../time/local-days.js'
import { listOf } from './covered.js'
import type { Grouping, Points } from './points.js'
import type { Database } from './question.js'

/** The buckets that a window is read from, each with the index of its point, and the points of its hours. */
export type Pieces = {
  cover: Cover
  buckets: [id: number, point: number][]
  /** Of a raw row, by its `hour_id`. */
  pointOfHour(hourId: number): number
}

type Row = { id: number; tier: number; from: number; to: number; hourOfWeek: number | null }

/** Finds the largest buckets that no point cuts. */
export async function piecesOf(
  database: Database,
  cover: Cover,
  { grouping, points }: { grouping: Grouping; points: Points },
): Promise<Pieces> {
  if (grouping === 'none') return { cover, buckets: cover.buckets.map((id) => [id, 0]), pointOfHour: () => 0 }
  const rows = await database.all<Row>(bucketsFor(grouping, cover))
  const pointOf = new Map(rows.map((row) => [row.id, points.indexOf(row)]))
  const { from, to } = cover.span
  const isWhole = (row: Row) => row.from >= from && row.to <= to
  return {
    cover,
    buckets: rows.filter(isWhole).map(({ id }) => [id, pointOf.get(id) ?? 0]),
    // An hour that began since then is the last.
    pointOfHour: (hourId) => pointOf.get(hourId) ?? points.count - 1,
  }
}

const isHourly = (grouping: Grouping) => grouping === 'hour' || grouping === 'hourOfWeek'

/** The points of the hours of raw rows in a span. */
export async function hourPoints(
  database: Database,
  { appId, span }: Pick<Cover, 'appId' | 'span'>,
  points: Points,
): Promise<(hourId: number) => number> {
  const rows = await database.all<Row>(hoursIn({ appId, span }))
  const pointOf = new Map(rows.map((row) => [row.id, points.indexOf(row)]))
  return (hourId) => pointOf.get(hourId) ?? points.count - 1
}

const COLUMNS = sql`bucket.id, tier, starts_at AS "from", ends_at AS "to", hour_of_week AS hourOfWeek`

const hoursIn = ({ appId, span }: Pick<Cover, 'appId' | 'span'>) => sql`
  SELECT ${COLUMNS} FROM bucket WHERE app_id = ${appId} AND tier = ${TIERS.hour}
  AND starts_at > ${span.from - 2 * HOUR_MS} AND starts_at < ${span.to} AND ends_at > ${span.from}`

function bucketsFor(grouping: Exclude<Grouping, 'none'>, cover: Cover): SQL {
  if (isHourly(grouping)) return hoursIn(cover)
  const larger = grouping === 'month' ? cover.buckets : cover.days.map(({ id }) => id)
  // Raw rows lie in hours, whatever the points are.
  return sql`
    SELECT ${COLUMNS} FROM bucket WHERE id IN ${listOf([...new Set([...larger, ...cover.hours])])}
    UNION ALL
    SELECT ${COLUMNS} FROM json_each(${JSON.stringify(cover.edges)}) AS edge CROSS JOIN bucket
      ON app_id = ${cover.appId} AND tier = ${TIERS.hour}
      AND starts_at > edge.value->>'from' - ${2 * HOUR_MS} AND starts_at < edge.value->>'to' AND ends_at > edge.value->>'from'`
}

/** SQL of the pieces as rows `id`, `point`. */
export const pieceRows = ({ buckets }: Pieces): SQL =>
  sql`SELECT value->>0 AS id, value->>1 AS point FROM json_each(${JSON.stringify(buckets)})`
