import type { Client } from '@libsql/client'
import { OTHER_LABEL, TIERS } from '../rollups/define.js'
import { isError } from '../rollups/error-groups.js'
import { isKeep, isKept } from '../rollups/keeps.js'
import type { Finding, Remedy } from './finding.js'

/** `where` is an SQL condition that holds for the rows that are wrong. */
type Problem = { where: string; what: string; remedy: Remedy }

const LABELS_OF_EVENTS =
  'page_id, context_id, style_id, scale_id, mood_id, instruments_id, error_id, action_id, element_id, value_id, error_group_id'

const namesNone = (column: string, table: string, more = ''): Problem => ({
  where: `${column} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${table} AS named WHERE named.id = ${column}${more})`,
  what: `rows whose ${column.replace(/^.*\.(\w+).*$/, '$1')} names no ${table}`,
  remedy: 'restore',
})

const watermark = (table: string, column: 'raw_from' | 'rollups_from') =>
  `coalesce((SELECT ${column} FROM app WHERE app.id = ${table}.app_id), 0)`

/** Below the watermark, hours may be gone before all that lies in them is. */
const isNotInItsHour = (table: string, at: string): Problem => ({
  where: `${at} >= ${watermark(table, 'rollups_from')} AND NOT EXISTS (
          SELECT 1 FROM bucket AS hour WHERE hour.id = ${table}.hour_id AND hour.tier = ${TIERS.hour}
          AND hour.app_id = ${table}.app_id AND ${at} >= hour.starts_at AND ${at} < hour.ends_at)`,
  what: 'rows whose hour_id is not the hour they lie in',
  remedy: 'rebuild',
})

const EVENT_PROBLEMS: Problem[] = [
  namesNone('event.app_id', 'app'),
  namesNone('event.user_id', 'user', ' AND named.app_id = event.app_id'),
  namesNone('event.session_id', 'session', ' AND named.app_id = event.app_id'),
  namesNone('event.agent_id', 'agent'),
  ...LABELS_OF_EVENTS.split(', ').map((column) => namesNone(`event.${column}`, 'label')),
  namesNone(`nullif(event.prompt_id, ${OTHER_LABEL})`, 'label'),
  isNotInItsHour('event', 'event.at'),
  {
    where: `(event.error_group_id IS NOT NULL) <> coalesce(${isError}, false)`,
    what: 'rows whose error_group_id is there without an error, or missing',
    remedy: 'rebuild',
  },
  // Below the watermark, what kept a track may be gone before it.
  {
    where: `(event.kept IS NOT NULL) <> (coalesce(${isKeep}, false) OR coalesce(${isKept}, false))
          AND event.at >= ${watermark('event', 'raw_from')}`,
    what: 'rows whose kept is not what the keeps say',
    remedy: 'rebuild',
  },
]

const SESSION_PROBLEMS = [
  namesNone('session.user_id', 'user', ' AND named.app_id = session.app_id'),
  namesNone('session.context_id', 'label'),
  isNotInItsHour('session', 'session.started_at'),
  // Below the watermark, sessions go after their events.
  {
    where: `session.last_at >= ${watermark('session', 'raw_from')} AND session.id NOT IN (SELECT id FROM temp.seen_session)`,
    what: 'rows without events',
    remedy: 'restore',
  },
] satisfies Problem[]

/** Rows that are examined in one step. */
const ROWS_A_STEP = 20_000

/** Rows of the two tables, from one id to before another: a step each. */
export type RowRange = { table: 'event' | 'session'; from: number; to: number }

/** What there is to be examined: what is stored later is not. The sessions come after all events. */
export async function rowRanges(client: Client): Promise<RowRange[]> {
  await client.execute('CREATE TEMP TABLE IF NOT EXISTS seen_session (id INTEGER PRIMARY KEY)')
  const { rows } = await client.execute(`
    SELECT 'event' AS name, min(id) AS first, max(id) AS last FROM event
    UNION ALL SELECT 'session', min(id), max(id) FROM session`)
  return rows.flatMap(({ name, first, last }): RowRange[] => {
    if (first === null) return []
    const table = name === 'event' ? 'event' : 'session'
    const end = Number(last) + 1
    const steps = Math.ceil((end - Number(first)) / ROWS_A_STEP)
    return Array.from({ length: steps }, (_, step) => {
      const from = Number(first) + step * ROWS_A_STEP
      return { table, from, to: Math.min(end, from + ROWS_A_STEP) }
    })
  })
}

/** Examines what some rows refer to, in one pass over them. */
export async function checkRows(client: Client, { table, from, to }: RowRange): Promise<Finding[]> {
  const within = `${table}.id >= ${from} AND ${table}.id < ${to}`
  if (table === 'event')
    await client.execute(`
      INSERT OR IGNORE INTO temp.seen_session SELECT session_id FROM event WHERE ${within} AND session_id IS NOT NULL`)
  const problems = table === 'event' ? EVENT_PROBLEMS : SESSION_PROBLEMS
  const flags = problems.map(({ where }, index) => `(${where}) AS p${index}`)
  const sums = problems.map(
    (_, index) => `
      SELECT ${index} AS problem, count(*) AS count, date(min(at) / 1000.0, 'unixepoch') AS first,
             date(max(at) / 1000.0, 'unixepoch') AS last FROM examined WHERE p${index} HAVING count(*) > 0`,
  )
  const { rows } = await client.execute(`
    WITH examined AS MATERIALIZED (
      SELECT ${table === 'event' ? 'event.at' : 'session.started_at'} AS at, ${flags.join(', ')} FROM ${table} WHERE ${within}
    ) ${sums.join(' UNION ALL ')}`)
  return rows.flatMap((row) => {
    const problem = problems[Number(row.problem)]
    if (problem === undefined) return []
    const { what, remedy } = problem
    const days = row.first === null ? null : ([String(row.first), String(row.last)] satisfies [string, string])
    return [{ table, count: Number(row.count), days, what, remedy }]
  })
}
