import type { Dimension, Filter } from '@son1k/contract'
import { type SQL, sql } from 'drizzle-orm'
import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import { type CountedGroup, nameOf } from './count-errors.js'
import { listOf } from './covered.js'
import { type Key, rowsOf, sourceOf } from './dimensions.js'
import { holdsAll } from './filter-sql.js'
import { isMeasured } from './measure-raw.js'
import type { Database } from './question.js'
import type { Span } from './walk.js'

/** What errors of generations are looked at by, those together that one statement reads in a pass. */
const OF_GENERATIONS: Dimension[][] = [
  ['style', 'mood', 'scale', 'tempoBand', 'instrumentCount', 'aiEnhanced'],
  ['browser', 'os', 'device', 'bot', 'language', 'page'],
  ['prompt'],
  ['instrument'],
]
/** And errors of the page: what is known when a session starts. */
const OF_STARTS: Dimension[] = ['browser', 'os', 'device', 'bot', 'language', 'page']

/** How many have each value of a dimension; of all that know theirs. */
type Counts = { total: number; byKey: Map<Key, number> }
/** By dimension. */
export type ValueCounts = Map<Dimension, Counts>

/** The values of errors by their group's name, and of what each kind is compared with. */
export type ErrorValues = {
  ofGroups: Map<string, ValueCounts>
  ofSucceeded: ValueCounts
  /** Of all starts of sessions, also of those that had an error. */
  ofStarts: ValueCounts
  succeeded: number
  sessionStarts: number
}

export const newErrorValues = (): ErrorValues => ({
  ofGroups: new Map(),
  ofSucceeded: new Map(),
  ofStarts: new Map(),
  succeeded: 0,
  sessionStarts: 0,
})

type Reading = {
  appId: number
  filters: Filter[]
  groups: CountedGroup[]
  /** The groups of errors of the page that a session had, by their names. */
  groupsOfSession: Map<number, string[]>
}
type Row = { groupId: number; keys: string; count: number }

/** Reads the values of a part of the range: of generations that failed or succeeded, and of starts of sessions. */
export async function readErrorValues(
  database: Database,
  { reading, part }: { reading: Reading; part: Span },
  values: ErrorValues,
): Promise<void> {
  const { groups } = reading
  if (groups.some(({ kind }) => kind === 'generation')) await readGenerations(database, { reading, part }, values)
  if (groups.some(({ kind }) => kind === 'page')) await readStarts(database, { reading, part }, values)
}

async function readGenerations(
  database: Database,
  { reading, part }: { reading: Reading; part: Span },
  values: ErrorValues,
): Promise<void> {
  const ids = reading.groups.filter(({ kind }) => kind === 'generation').map(({ groupId }) => groupId)
  const { succeeded, failed } = OUTCOME_CODES
  for (const dimensions of OF_GENERATIONS) {
    const rows = await database.all<Row>(sql`
      SELECT CASE event.outcome WHEN ${succeeded} THEN 0 ELSE event.error_group_id END AS groupId, ${keysOf(dimensions)} AS keys,
             count(*) AS count
      FROM ${sql.raw(rowsOf(dimensions[0] ?? 'style'))} WHERE ${isMeasured(reading, part)}
      AND (event.outcome = ${succeeded} OR (event.outcome = ${failed} AND event.error_group_id IN ${listOf(ids)}))
      GROUP BY 1, 2`)
    for (const { groupId, keys, count } of rows) {
      const own = groupId === 0 ? values.ofSucceeded : countsOf(values, nameOf('generation', groupId))
      addKeys(own, { dimensions, keys, count })
    }
  }
  const [all] = await database.all<{ count: number }>(sql`
    SELECT count(*) AS count FROM event WHERE ${isMeasured(reading, part)} AND event.outcome = ${succeeded}`)
  values.succeeded += all?.count ?? 0
  // A generation has several instruments: what is compared is how many have one, of those that know theirs.
  const known = await database.all<Row>(sql`
    SELECT CASE event.outcome WHEN ${succeeded} THEN 0 ELSE event.error_group_id END AS groupId, '' AS keys, count(*) AS count
    FROM event WHERE ${isMeasured(reading, part)} AND event.instruments_id IS NOT NULL
    AND (event.outcome = ${succeeded} OR (event.outcome = ${failed} AND event.error_group_id IN ${listOf(ids)})) GROUP BY 1`)
  for (const { groupId, count } of known) {
    const own = groupId === 0 ? values.ofSucceeded : countsOf(values, nameOf('generation', groupId))
    addTotal(own, 'instrument', count)
  }
}

async function readStarts(
  database: Database,
  { reading, part }: { reading: Reading; part: Span },
  values: ErrorValues,
): Promise<void> {
  const { appId, filters, groupsOfSession } = reading
  const isStart = sql`event.app_id = ${appId} AND event.type = ${TYPE_CODES['session.start']}
    AND event.at >= ${part.from} AND event.at < ${part.to} AND ${holdsAll(filters)}`
  const rows = await database.all<Row>(sql`
    SELECT 0 AS groupId, ${keysOf(OF_STARTS)} AS keys, count(*) AS count FROM event WHERE ${isStart} GROUP BY 2`)
  for (const { keys, count } of rows) {
    addKeys(values.ofStarts, { dimensions: OF_STARTS, keys, count })
    values.sessionStarts += count
  }
  const starts = await database.all<{ sessionId: number; keys: string }>(sql`
    SELECT event.session_id AS sessionId, ${keysOf(OF_STARTS)} AS keys FROM event
    WHERE ${isStart} AND event.session_id IN ${listOf([...groupsOfSession.keys()])}`)
  for (const { sessionId, keys } of starts) {
    for (const name of groupsOfSession.get(sessionId) ?? []) {
      addKeys(countsOf(values, name), { dimensions: OF_STARTS, keys, count: 1 })
    }
  }
}

const keysOf = (dimensions: Dimension[]): SQL =>
  sql.raw(`json_array(${dimensions.map((dimension) => sourceOf(dimension).key).join(', ')})`)

/** Holds at run time: `json_array` of keys answers the text of an array of keys. */
const keysIn = (json: string) => JSON.parse(json) as Key[]

function countsOf({ ofGroups }: ErrorValues, name: string): ValueCounts {
  const known = ofGroups.get(name)
  if (known) return known
  const made: ValueCounts = new Map()
  ofGroups.set(name, made)
  return made
}

type Keys = { dimensions: Dimension[]; keys: string; count: number }

function addKeys(values: ValueCounts, { dimensions, keys, count }: Keys): void {
  const list = keysIn(keys)
  for (const [place, dimension] of dimensions.entries()) {
    const key = list[place] ?? null
    if (key === null) continue
    const { byKey } = addTotal(values, dimension, dimension === 'instrument' ? 0 : count)
    byKey.set(key, (byKey.get(key) ?? 0) + count)
  }
}

function addTotal(values: ValueCounts, dimension: Dimension, count: number): Counts {
  const known = values.get(dimension) ?? { total: 0, byKey: new Map() }
  values.set(dimension, known)
  known.total += count
  return known
}
