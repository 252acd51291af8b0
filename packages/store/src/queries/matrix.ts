import type { MatrixCell, MatrixDimension, MatrixInput, MatrixPeriod } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { OUTCOME_CODES } from '../db/codes.js'
import type { NameTable } from '../music/name-table.js'
import { isFinished } from '../rollups/define.js'
import { byBytes } from './by-bytes.js'
import { type Key, sourceOf } from './dimensions.js'
import type { AskedOf } from './insight.js'
import { textsOf } from './key-texts.js'
import { isMeasured } from './measure-raw.js'
import { groupSpellings, type Names, readNames } from './names.js'
import { proportion } from './proportion.js'
import type { Database } from './question.js'
import { type OfDays, readRange } from './read-days.js'
import type { Steps } from './steps.js'
import type { Span } from './walk.js'

const DEFAULT_DIMENSIONS: MatrixDimension[] = ['style', 'tempoBand', 'scale']
const DEFAULT_CELLS = 100
const FEW = 20

type Counts = { generations: number; succeeded: number; kept: number }
type Counted = { keys: Key[] } & Counts

/** How the combinations of the values of some dimensions succeed, and are kept. */
export async function matrix(database: Database, asked: AskedOf<MatrixInput>, steps: Steps): Promise<MatrixPeriod> {
  const { appId, input } = asked
  const { dimensions = DEFAULT_DIMENSIONS, limit = DEFAULT_CELLS } = input
  const names = await readNames(database, { appId, form: input.names })
  const filters = names.withFolds(input.filters)
  const keys = dimensions.map((dimension) => sourceOf(dimension).key)
  const readPart = async (part: Span): Promise<Map<string, Counts>> => {
    const rows = await database.all<{ keys: string } & Counts>(sql`
      SELECT json_array(${sql.raw(keys.join(', '))}) AS keys, count(*) AS generations,
             count(CASE WHEN event.outcome = ${OUTCOME_CODES.succeeded} THEN 1 END) AS succeeded, count(event.kept) AS kept
      FROM event WHERE ${isMeasured({ appId, filters }, part)} AND ${sql.raw(isFinished)} GROUP BY 1`)
    return new Map(rows.map(({ keys, ...counts }) => [keys, counts]))
  }
  const ofDays: OfDays<Map<string, Counts>> = {
    name: `matrix ${JSON.stringify([dimensions, filters])}`,
    read: readPart,
    merge: mergeCounts,
    sizeOf: ({ size }) => size * BYTES_OF_COUNTS,
  }
  return readRange({ database, asked, steps }, ofDays, async ({ settled, recent }) => {
    const combinations = [...mergeCounts([settled, recent])]
      .map(([keys, counts]) => ({ keys: keysIn(keys), ...counts }))
      .filter((each) => each.keys.every((key) => key !== null))
    const cells = await cellsOf(database, combinations, { dimensions, names })
    return { dimensions, cells: cells.slice(0, limit), found: cells.length }
  })
}

const BYTES_OF_COUNTS = 150

function mergeCounts(parts: Map<string, Counts>[]): Map<string, Counts> {
  const merged = new Map<string, Counts>()
  for (const part of parts) {
    for (const [keys, counts] of part) {
      const known = merged.get(keys)
      if (!known) merged.set(keys, { ...counts })
      else addCounts(known, counts)
    }
  }
  return merged
}

function addCounts(sum: Counts, { generations, succeeded, kept }: Counts): void {
  sum.generations += generations
  sum.succeeded += succeeded
  sum.kept += kept
}

/** Holds at run time: `json_array` of keys answers the text of an array of keys. */
const keysIn = (json: string) => JSON.parse(json) as Key[]

type Shown = { dimensions: MatrixDimension[]; names: Names }

async function cellsOf(database: Database, counted: Counted[], { dimensions, names }: Shown): Promise<MatrixCell[]> {
  const texts = await Promise.all(
    dimensions.map(async (dimension, place) => {
      const counts = new Map<string | number, number>()
      for (const { keys, generations } of counted) {
        const key = keys[place] ?? ''
        counts.set(key, (counts.get(key) ?? 0) + generations)
      }
      return shownTexts(await textsOf(database, [...counts.keys()], dimension), counts, names.tableOf(dimension))
    }),
  )
  const sums = new Map<string, { values: string[] } & Counts>()
  for (const { keys, generations, succeeded, kept } of counted) {
    const values = keys.map((key, place) => texts[place]?.get(key) ?? '')
    const name = JSON.stringify(values)
    const known = sums.get(name) ?? { values, generations: 0, succeeded: 0, kept: 0 }
    sums.set(name, known)
    addCounts(known, { generations, succeeded, kept })
  }
  const cells = [...sums.values()].map(({ values, generations, succeeded, kept }) => ({
    values,
    generations,
    succeeded,
    successRate: proportion(succeeded, generations) ?? { share: 0, low: 0, high: 1 },
    kept,
    keepRate: proportion(kept, succeeded),
    isThin: generations < FEW,
  }))
  return cells.sort((a, b) => b.generations - a.generations || byNames(a.values, b.values))
}

/** What is shown for each key: of names, one text for all spellings. */
function shownTexts(
  texts: Map<Key, string>,
  counts: Map<string | number, number>,
  table: NameTable | undefined,
): Map<Key, string> {
  if (!table) return texts
  const spellings = [...texts].map(([id, text]) => ({ id, text, generations: (id === null ? 0 : counts.get(id)) ?? 0 }))
  return new Map(
    groupSpellings(table, spellings).flatMap(({ shown, spellings: same }) =>
      same.map(({ id }) => [id, shown] as const),
    ),
  )
}

function byNames(a: string[], b: string[]): number {
  for (const [place, name] of a.entries()) {
    const order = byBytes(name, b[place] ?? '')
    if (order !== 0) return order
  }
  return 0
}
