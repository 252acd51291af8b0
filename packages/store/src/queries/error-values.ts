import type { ErrorKind, Filter } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import type { Key } from './dimensions.js'
import { holdsAll } from './filter-sql.js'
import { COLUMNS_OF_GENERATIONS, COLUMNS_OF_STARTS, columnsIn, keysOfNumbers, numbersOf } from './key-columns.js'
import { isMeasured } from './measure-raw.js'
import type { Database } from './question.js'
import type { OfDays } from './read-days.js'
import { numbersIn } from './unique-users.js'
import { addKeys, addTotal, addValueCounts, bytesOfValueCounts, type ValueCounts } from './value-counts.js'
import type { Span } from './walk.js'

/** What is looked at when a session starts. */
const OF_STARTS = COLUMNS_OF_STARTS.flatMap(({ dimensions }) => dimensions)

/** The values of errors, and of what each kind is compared with. */
export type ErrorValues = {
  /** Of failed generations, by the number of the error's group. */
  ofGroups: Map<number, ValueCounts>
  ofSucceeded: ValueCounts
  /** Of all starts of sessions, also of those that had an error. */
  ofStarts: ValueCounts
  /** The keys of each start of a session, by the session's number. */
  startsOf: Map<number, Key[][]>
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

/** The lists of keys are mostly the same ones. */
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

async function readGenerations(database: Database, { reading, part }: PartOf, values: ErrorValues): Promise<void> {
  const { succeeded, failed } = OUTCOME_CODES
  const [found] = await database.all<{ groups: string; numbers: string }>(sql`
    SELECT json_group_array(CASE event.outcome WHEN ${succeeded} THEN ${OF_SUCCEEDED} ELSE event.error_group_id END) AS groups,
           ${numbersOf(COLUMNS_OF_GENERATIONS)} AS numbers
    FROM event WHERE ${isMeasured(reading, part)}
      AND (event.outcome = ${succeeded} OR (event.outcome = ${failed} AND event.error_group_id IS NOT NULL))`)
  const groups = numbersIn(found?.groups)
  const countsIn = (groupId: number) => (groupId === OF_SUCCEEDED ? values.ofSucceeded : countsOf(values, groupId))
  for (const groupId of groups) if (groupId === OF_SUCCEEDED) values.succeeded += 1
  for (const [place, numbers] of columnsIn(found?.numbers).entries()) {
    const column = COLUMNS_OF_GENERATIONS[place]
    if (!column) continue
    const counted = countByGroup(groups, numbers)
    const keysOf = await keysOfNumbers(database, column, [...new Set(numbers)])
    for (const [groupId, counts] of counted) {
      const own = countsIn(groupId)
      for (const [number, count] of counts) {
        const several = keysOf.get(number) ?? []
        for (const keys of several) addKeys(own, { dimensions: column.dimensions, keys, count })
        // A generation has several instruments: what is compared is how many have one, of those that know theirs.
        if (number !== null && column.dimensions.includes('instrument')) addTotal(own, 'instrument', count)
      }
    }
  }
}

/** In the place of an error's group, whose numbers are those of texts. */
const OF_SUCCEEDED = 0

function countByGroup(groups: number[], numbers: (number | null)[]): Map<number, Map<number | null, number>> {
  const counted = new Map<number, Map<number | null, number>>()
  for (const [index, groupId] of groups.entries()) {
    const number = numbers[index] ?? null
    const known = counted.get(groupId)
    if (known) known.set(number, (known.get(number) ?? 0) + 1)
    else counted.set(groupId, new Map([[number, 1]]))
  }
  return counted
}

async function readStarts(database: Database, { reading, part }: PartOf, values: ErrorValues): Promise<void> {
  const [found] = await database.all<{ sessions: string; numbers: string }>(sql`
    SELECT json_group_array(event.session_id) AS sessions, ${numbersOf(COLUMNS_OF_STARTS)} AS numbers FROM event
    WHERE event.app_id = ${reading.appId} AND event.type = ${TYPE_CODES['session.start']}
      AND event.at >= ${part.from} AND event.at < ${part.to} AND ${holdsAll(reading.filters)}`)
  const columns = columnsIn(found?.numbers)
  const keysOf = await Promise.all(
    COLUMNS_OF_STARTS.map((column, place) => keysOfNumbers(database, column, [...new Set(columns[place])])),
  )
  const starts = new Map<string, { keys: Key[]; count: number }>()
  for (const [index, sessionId] of sessionNumbers(found?.sessions).entries()) {
    const numbers = COLUMNS_OF_STARTS.map((_, place) => columns[place]?.[index] ?? null)
    const name = numbers.join()
    const start = starts.get(name) ?? {
      keys: numbers.flatMap((number, place) => keysOf[place]?.get(number)?.flat() ?? []),
      count: 0,
    }
    starts.set(name, start)
    start.count += 1
    values.sessionStarts += 1
    if (sessionId === null) continue
    const known = values.startsOf.get(sessionId)
    if (known) known.push(start.keys)
    else values.startsOf.set(sessionId, [start.keys])
  }
  for (const { keys, count } of starts.values()) addKeys(values.ofStarts, { dimensions: OF_STARTS, keys, count })
}

/** Holds at run time: `json_group_array` of numbers, or nulls, answers the text of an array of them. */
const sessionNumbers = (json: string | undefined) => JSON.parse(json ?? '[]') as (number | null)[]

function countsOf({ ofGroups }: ErrorValues, groupId: number): ValueCounts {
  const known = ofGroups.get(groupId)
  if (known) return known
  const made: ValueCounts = new Map()
  ofGroups.set(groupId, made)
  return made
}
