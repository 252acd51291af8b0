import type { Client, Row } from '@libsql/client'

type Rows = Record<string, unknown>[]
/** The rows of all rollup tables, sorted. */
export type Rollups = { totals: Rows; latencies: Rows; labels: Rows; userDays: Rows; openStarts: Rows }

const plain = (rows: Row[]): Rows => rows.map((row) => ({ ...row }))
const read = async (database: Client, sql: string): Promise<Rows> => plain((await database.execute(sql)).rows)

/** What the database has. */
export const storedRollups = async (database: Client): Promise<Rollups> => ({
  totals: await read(database, 'SELECT * FROM rollup_total ORDER BY bucket_id'),
  latencies: await read(database, 'SELECT * FROM rollup_latency ORDER BY bucket_id, kind, bin'),
  labels: await read(database, 'SELECT * FROM rollup_label ORDER BY bucket_id, dimension, label_id'),
  userDays: await read(database, 'SELECT * FROM user_day ORDER BY day_id, user_id'),
  openStarts: await read(
    database,
    'SELECT app_id, generation_id, at FROM open_start ORDER BY app_id, generation_id, at',
  ),
})

/** What it should have, from the raw rows alone, the plain and slow way: by the time of each, whatever its `hour_id`. */
export const referenceRollups = async (database: Client, labelsPerDay: number): Promise<Rollups> => ({
  totals: await read(database, TOTALS),
  latencies: latencies(await read(database, VALUES), await read(database, LENGTHS)),
  labels: labels(await read(database, LABELS), labelsPerDay),
  userDays: await read(database, USER_DAYS),
  openStarts: await read(database, `SELECT DISTINCT app_id, generation_id, at FROM (${OPEN}) ORDER BY 1, 2, 3`),
})

const WITHIN = 'app_id = bucket.app_id AND at >= bucket.starts_at AND at < bucket.ends_at'
const STARTED = 'app_id = bucket.app_id AND started_at >= bucket.starts_at AND started_at < bucket.ends_at'
const OPEN = `
  SELECT * FROM event AS begun WHERE type = 3 AND NOT EXISTS (
    SELECT 1 FROM event AS ending WHERE ending.app_id = begun.app_id AND ending.type = 4
    AND (ending.generation_id = begun.generation_id
         OR (ending.generation_id IS NULL AND ending.uuid = unhex(begun.generation_id, '-')))
    AND (ending.at <= begun.at + 3600000 OR ending.outcome = 4))`

const KEPT = `event.outcome = 1 AND EXISTS (
  SELECT 1 FROM event AS keep JOIN label ON label.id = keep.action_id
  WHERE keep.app_id = event.app_id AND keep.type = 5 AND label.value IN ('save', 'download', 'share', 'like')
  AND (keep.generation_id = event.generation_id
       OR (event.generation_id IS NULL AND unhex(keep.generation_id, '-') = event.uuid))
  AND keep.at BETWEEN event.at AND event.at + 7 * 86400000)`

const one = (what: string, condition = 'true') =>
  `coalesce((SELECT ${what} FROM event WHERE ${WITHIN} AND ${condition}), 0)`
const finished = 'outcome IN (1, 2)'

const TOTALS = `
SELECT * FROM (SELECT id AS bucket_id, ${one('count(*)')} AS events,
  ${one('count(*)', "action_id = (SELECT id FROM label WHERE value = 'page_view')")} AS page_views,
  ${one('count(*)', 'outcome = 1')} AS succeeded, ${one('count(*)', 'outcome = 2')} AS failed,
  ${one('count(*)', 'outcome = 3')} AS cancelled, ${one('count(*)', 'outcome = 4')} AS abandoned,
  ${one('count(*)', `${finished} AND ai_enhanced = 1`)} AS ai_enhanced,
  ${one('sum(duration_ms)', finished)} AS duration_ms, ${one('count(duration_ms)', finished)} AS durations,
  ${one('sum(generation_ms)', finished)} AS generation_ms, ${one('count(generation_ms)', finished)} AS generation_times,
  ${one('count(*)', KEPT)} AS kept,
  (SELECT count(*) FROM session WHERE ${STARTED}) AS sessions,
  coalesce((SELECT sum(last_at - started_at) FROM session WHERE ${STARTED}), 0) AS session_ms,
  (SELECT count(*) FROM (SELECT DISTINCT generation_id, at FROM (${OPEN}) WHERE ${WITHIN})) AS open_starts
FROM bucket) WHERE events > 0 ORDER BY bucket_id`

const USER_DAYS = `
SELECT bucket.id AS day_id, session.user_id, count(*) AS sessions FROM bucket
JOIN session ON session.app_id = bucket.app_id AND started_at >= bucket.starts_at AND started_at < bucket.ends_at
WHERE bucket.tier = 2 GROUP BY 1, 2 ORDER BY 1, 2`

const VALUES = `
SELECT bucket.id AS bucket_id, generation_ms, duration_ms FROM bucket
JOIN event ON event.app_id = bucket.app_id AND at >= starts_at AND at < ends_at
WHERE ${finished} AND generation_ms IS NOT NULL`

const LENGTHS = `
SELECT bucket.id AS bucket_id, last_at - started_at AS session_ms FROM bucket
JOIN session ON session.app_id = bucket.app_id AND started_at >= bucket.starts_at AND started_at < bucket.ends_at`

const byColumns = (rows: Rows, ...columns: string[]): Rows =>
  rows.toSorted((a, b) => {
    const column = columns.find((name) => a[name] !== b[name]) ?? ''
    return Number(a[column]) - Number(b[column])
  })

function latencies(values: Rows, lengths: Rows): Rows {
  const gamma = 1.02 / 0.98
  const bins = new Map<string, number>()
  const count = (bucketId: unknown, kind: number, value: number) => {
    const bin = value === 0 ? -32_768 : Math.ceil(Math.log(value) / Math.log(gamma))
    const key = JSON.stringify([bucketId, kind, bin])
    bins.set(key, (bins.get(key) ?? 0) + 1)
  }
  for (const { bucket_id, generation_ms, duration_ms } of values) {
    count(bucket_id, 1, Number(generation_ms))
    if (Number(duration_ms) > 0) count(bucket_id, 2, Number(generation_ms) / Number(duration_ms))
  }
  for (const { bucket_id, session_ms } of lengths) count(bucket_id, 3, Number(session_ms))
  const rows = [...bins].map(([key, count]) => {
    const [bucket_id, kind, bin] = JSON.parse(key)
    return { bucket_id, kind, bin, count }
  })
  return byColumns(rows, 'bucket_id', 'kind', 'bin')
}

const labelOf = (dimension: number, label: string, more = '') => `
SELECT bucket.id AS bucket_id, bucket.tier, day.id AS day_id, event.id AS event_id, ${dimension} AS dimension,
       ${label} AS label_id, outcome, ai_enhanced, generation_ms, (${KEPT}) AS kept
FROM event
JOIN bucket ON bucket.app_id = event.app_id AND event.at >= bucket.starts_at AND event.at < bucket.ends_at
JOIN bucket AS day ON day.tier = 2 AND day.app_id = event.app_id AND event.at >= day.starts_at AND event.at < day.ends_at
JOIN bucket AS hour ON hour.tier = 1 AND hour.app_id = event.app_id AND event.at >= hour.starts_at AND event.at < hour.ends_at
${more} WHERE ${finished} AND ${label} IS NOT NULL`

const LABELS = `
SELECT DISTINCT * FROM (${[
  labelOf(1, 'style_id'),
  labelOf(2, 'mood_id'),
  labelOf(3, 'scale_id'),
  labelOf(4, 'tempo_milli_bpm / 10000 + 1'),
  labelOf(
    5,
    'played.id',
    `JOIN label AS list ON list.id = instruments_id, json_each(list.value) AS entry
     JOIN label AS played ON played.value = entry.value`,
  ),
  labelOf(6, 'prompt_id'),
  labelOf(7, 'ai_enhanced + 1'),
  labelOf(8, 'error_id'),
  labelOf(9, 'hour.hour_of_week + 1'),
  labelOf(10, 'error_group_id'),
].join(' UNION ALL ')}) ORDER BY event_id`

function labels(rows: Rows, labelsPerDay: number): Rows {
  const known = new Map<string, Set<unknown>>()
  const sums = new Map<string, Record<string, number>>()
  for (const row of rows) {
    const day = `${row.day_id},${row.dimension}`
    const ofDay = known.get(day) ?? new Set()
    known.set(day, ofDay)
    if (ofDay.size < labelsPerDay) ofDay.add(row.label_id)
    const shown = ofDay.has(row.label_id) ? Number(row.label_id) : 0
    const key = `${row.bucket_id},${row.dimension},${shown}`
    const sum = sums.get(key) ?? {
      bucket_id: Number(row.bucket_id),
      dimension: Number(row.dimension),
      label_id: shown,
      succeeded: 0,
      failed: 0,
      ai_enhanced: 0,
      generation_ms: 0,
      generation_times: 0,
      kept: 0,
    }
    sums.set(key, {
      ...sum,
      succeeded: (sum.succeeded ?? 0) + (row.outcome === 1 ? 1 : 0),
      failed: (sum.failed ?? 0) + (row.outcome === 2 ? 1 : 0),
      ai_enhanced: (sum.ai_enhanced ?? 0) + Number(row.ai_enhanced),
      generation_ms: (sum.generation_ms ?? 0) + Number(row.generation_ms ?? 0),
      generation_times: (sum.generation_times ?? 0) + (row.generation_ms === null ? 0 : 1),
      kept: (sum.kept ?? 0) + Number(row.kept),
    })
  }
  return byColumns([...sums.values()], 'bucket_id', 'dimension', 'label_id')
}
