import type { Dimension, ErrorKind, Filter } from '@son1k/contract'
import { type SQL, sql } from 'drizzle-orm'
import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import { rowsOf, sourceOf } from './dimensions.js'
import { holdsAll } from './filter-sql.js'
import { isMeasured } from './measure-raw.js'
import type { Database } from './question.js'
import type { OfDays } from './read-days.js'
import { addKeys, addTotal, addValueCounts, bytesOfValueCounts, type ValueCounts } from './value-counts.js'
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

/** The values of errors, and of what each kind is compared with. */
export type ErrorValues = {
  /** Of failed generations, by the number of the error's group. */
  ofGroups: Map<number, ValueCounts>
  ofSucceeded: ValueCounts
  /** Of all starts of sessions, also of those that had an error. */
  ofStarts: ValueCounts
  /** The keys of each start of a session, as a JSON array, by the session's number. */
  startsOf: Map<number, string[]>
  succeeded: number
  sessionStarts: number
}

const newErrorValues = (): ErrorValues => ({
  ofGroups: new Map(),
  ofSucceeded: new Map(),
  ofStarts: new Map(),
  startsOf: new Map(),
  succeeded: 0,
  sessionStarts: 0,
})

type Reading = { appId: number; filters: Filter[]; kinds: ErrorKind[] }

/** Reads the values of generations that failed or succeeded, and of starts of sessions: as there are errors of either kind. */
export const errorValues = (database: Database, reading: Reading): OfDays<ErrorValues> => ({
  name: `errors' values ${JSON.stringify([reading.kinds, reading.filters])}`,
  read: async (part) => {
    const values = newErrorValues()
    if (reading.kinds.includes('generation')) await readGenerations(database, { reading, part }, values)
    if (reading.kinds.includes('page')) await readStarts(database, { reading, part }, values)
    return values
  },
  merge(parts) {
    const values = newErrorValues()
    for (const part of parts) addErrorValues(values, part)
    return values
  },
  sizeOf: ({ ofGroups, ofSucceeded, ofStarts, startsOf }) =>
    [...ofGroups.values(), ofSucceeded, ofStarts].reduce((sum, values) => sum + bytesOfValueCounts(values), 0) +
    startsOf.size * BYTES_OF_START,
})

/** The texts of keys are mostly the same ones. */
const BYTES_OF_START = 100

function addErrorValues(sums: ErrorValues, part: ErrorValues): void {
  for (const [groupId, counts] of part.ofGroups) addValueCounts(countsOf(sums, groupId), counts)
  addValueCounts(sums.ofSucceeded, part.ofSucceeded)
  addValueCounts(sums.ofStarts, part.ofStarts)
  for (const [sessionId, starts] of part.startsOf) {
    const known = sums.startsOf.get(sessionId)
    sums.startsOf.set(sessionId, known ? [...known, ...starts] : starts)
  }
  sums.succeeded += part.succeeded
  sums.sessionStarts += part.sessionStarts
}

/** The values of errors of the page: of the starts of the sessions that had one. */
export function valuesOfSessions(sessions: Iterable<number>, parts: ErrorValues[]): ValueCounts {
  const values: ValueCounts = new Map()
  for (const sessionId of sessions) {
    for (const { startsOf } of parts) {
      for (const keys of startsOf.get(sessionId) ?? []) addKeys(values, { dimensions: OF_STARTS, keys, count: 1 })
    }
  }
  return values
}

type PartOf = { reading: Reading; part: Span }
type Row = { groupId: number; keys: string; count: number }

async function readGenerations(database: Database, { reading, part }: PartOf, values: ErrorValues): Promise<void> {
  const { succeeded, failed } = OUTCOME_CODES
  const groupOf = sql`CASE event.outcome WHEN ${succeeded} THEN 0 ELSE event.error_group_id END AS groupId`
  const isCompared = sql`${isMeasured(reading, part)}
    AND (event.outcome = ${succeeded} OR (event.outcome = ${failed} AND event.error_group_id IS NOT NULL))`
  const own = (groupId: number) => (groupId === 0 ? values.ofSucceeded : countsOf(values, groupId))
  for (const [index, dimensions] of OF_GENERATIONS.entries()) {
    const rows = await database.all<Row>(sql`
      SELECT ${groupOf}, ${keysOf(dimensions)} AS keys, count(*) AS count
      FROM ${sql.raw(rowsOf(dimensions[0] ?? 'style'))} WHERE ${isCompared} GROUP BY 1, 2`)
    for (const { groupId, keys, count } of rows) {
      addKeys(own(groupId), { dimensions, keys, count })
      if (index === 0 && groupId === 0) values.succeeded += count
    }
  }
  // A generation has several instruments: what is compared is how many have one, of those that know theirs.
  const known = await database.all<Row>(sql`
    SELECT ${groupOf}, '' AS keys, count(*) AS count FROM event
    WHERE ${isCompared} AND event.instruments_id IS NOT NULL GROUP BY 1`)
  for (const { groupId, count } of known) addTotal(own(groupId), 'instrument', count)
}

async function readStarts(database: Database, { reading, part }: PartOf, values: ErrorValues): Promise<void> {
  const rows = await database.all<{ sessionIds: string; keys: string }>(sql`
    SELECT json_group_array(event.session_id) AS sessionIds, ${keysOf(OF_STARTS)} AS keys FROM event
    WHERE event.app_id = ${reading.appId} AND event.type = ${TYPE_CODES['session.start']}
      AND event.at >= ${part.from} AND event.at < ${part.to} AND ${holdsAll(reading.filters)} GROUP BY 2`)
  for (const { sessionIds, keys } of rows) {
    const sessions = sessionNumbers(sessionIds)
    addKeys(values.ofStarts, { dimensions: OF_STARTS, keys, count: sessions.length })
    values.sessionStarts += sessions.length
    for (const sessionId of sessions) {
      if (sessionId === null) continue
      const known = values.startsOf.get(sessionId)
      if (known) known.push(keys)
      else values.startsOf.set(sessionId, [keys])
    }
  }
}

/** Holds at run time: `json_group_array` of numbers, or nulls, answers the text of an array of them. */
const sessionNumbers = (json: string) => JSON.parse(json) as (number | null)[]

const keysOf = (dimensions: Dimension[]): SQL =>
  sql.raw(`json_array(${dimensions.map((dimension) => sourceOf(dimension).key).join(', ')})`)

function countsOf({ ofGroups }: ErrorValues, groupId: number): ValueCounts {
  const known = ofGroups.get(groupId)
  if (known) return known
  const made: ValueCounts = new Map()
  ofGroups.set(groupId, made)
  return made
}
