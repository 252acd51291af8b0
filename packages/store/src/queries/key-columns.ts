import type { Dimension } from '@son1k/contract'
import { type SQL, sql } from 'drizzle-orm'
import { CONTEXT_OF_EVENT, type Key, languageIn, rowsOf, sourceOf } from './dimensions.js'
import type { Database } from './question.js'

/**
 * A column of numbers, of which each stands for the keys of some dimensions: to count the numbers first takes a fraction of
 * what it takes to find the keys of every row.
 */
export type KeyColumn = {
  dimensions: Dimension[]
  /** SQL over `event`. */
  number: string
  /** SQL of the rows `number`, `keys` (a JSON array, one of each dimension) of numbers in `json`; none where it is the key. */
  keysOf?: (json: string) => SQL
}

type Number = number | null
/** What numbers of a column stand for: several where one of a row has several. */
export type KeysOfNumbers = Map<Number, Key[][]>

const own = (dimension: Dimension): KeyColumn => ({ dimensions: [dimension], number: sourceOf(dimension).key })

/** A column of `event` that the keys of dimensions are found by. */
const foundBy = (column: 'agent_id' | 'instruments_id', dimensions: [Dimension, ...Dimension[]]): KeyColumn => ({
  dimensions,
  number: `event.${column}`,
  keysOf: (json) => sql`
    SELECT event.${sql.raw(column)} AS number, ${sql.raw(arrayOf(dimensions.map((each) => sourceOf(each).key)))} AS keys
    FROM (SELECT value AS ${sql.raw(column)} FROM json_each(${json})) AS ${sql.raw(rowsOf(dimensions[0]))}`,
})

const arrayOf = (keys: string[]) => `json_array(${keys.join(', ')})`

const AGENT = foundBy('agent_id', ['browser', 'os', 'device', 'bot'])
const LANGUAGE: KeyColumn = {
  dimensions: ['language'],
  number: CONTEXT_OF_EVENT,
  keysOf: (json) => sql`
    SELECT value AS number, ${sql.raw(arrayOf([languageIn('given.value')]))} AS keys FROM json_each(${json}) AS given`,
}

/** Of what is known when a session starts. */
export const COLUMNS_OF_STARTS: readonly KeyColumn[] = [AGENT, LANGUAGE, own('page')]
/** And when a generation ends. */
export const COLUMNS_OF_GENERATIONS: readonly KeyColumn[] = [
  ...(['style', 'mood', 'scale', 'tempoBand', 'aiEnhanced', 'prompt'] as const).map(own),
  foundBy('instruments_id', ['instrumentCount']),
  foundBy('instruments_id', ['instrument']),
  ...COLUMNS_OF_STARTS,
]

/** SQL of the numbers of events in columns, each column a JSON array: a row for each would take longer to hand over. */
export const numbersOf = (columns: readonly KeyColumn[]): SQL =>
  sql.raw(arrayOf(columns.map(({ number }) => `json(json_group_array(${number}))`)))

/** Holds at run time: `numbersOf` answers the text of arrays of numbers and nulls. */
export const columnsIn = (json: string | undefined): Number[][] => JSON.parse(json ?? '[]') as Number[][]

/** The keys of some numbers of a column. */
export async function keysOfNumbers(
  database: Database,
  { keysOf }: KeyColumn,
  numbers: Number[],
): Promise<KeysOfNumbers> {
  if (!keysOf) return new Map(numbers.map((number) => [number, [[number]]]))
  const found: KeysOfNumbers = new Map()
  for (const { number, keys } of await database.all<{ number: Number; keys: string }>(
    keysOf(JSON.stringify(numbers)),
  )) {
    const known = found.get(number)
    if (known) known.push(keysIn(keys))
    else found.set(number, [keysIn(keys)])
  }
  return found
}

/** Holds at run time: `json_array` of keys answers the text of an array of keys. */
const keysIn = (json: string) => JSON.parse(json) as Key[]
