import { type SQL, sql } from 'drizzle-orm'
import type { Cover } from '../rollups/cover.js'
import { DIMENSIONS, OTHER_LABEL } from '../rollups/define.js'
import { listOf } from './covered.js'
import {
  bytesOfFolds,
  bytesOfIndex,
  type FoldSums,
  type FoldTable,
  firstFolds,
  rankFolds,
  sumOfFolds,
} from './fold-table.js'
import { foldedPrompts, isTailLong, promptsAtEdges } from './prompt-counts.js'
import type { Database } from './question.js'
import { remembered, rememberedLater } from './remembered.js'
import { isShownPrompt } from './shown-prompts.js'
import { hasEdges, type OfSums, type Remembering, readSumDays } from './sum-days.js'
import { numbersIn } from './unique-users.js'

export type Listing = { limit: number; offset?: number | undefined }

export type FirstPrompts = {
  rows: FoldSums[]
  /** How many there are; null where the long tail was passed over. */
  found: number | null
}

/** Days that are likely to change yet. */
const RECENT_DAYS = 2

export type OfFirst<Made> = {
  /** Tells apart all that is made of other prompts, or otherwise. */
  name: string
  listing: Listing
  make: (first: FirstPrompts) => Promise<Made>
  sizeOf: (made: Made) => number
}

/** What follows from the first prompts of a cover; where none of its days has changed, as it was made before. */
export async function ofFirstPrompts<Made>(
  reading: Remembering,
  cover: Cover,
  { name, listing, make, sizeOf }: OfFirst<Made>,
): Promise<Made> {
  const { database, steps, dayParts } = reading
  steps.check()
  const isLong = await isTailLong(database, cover)
  steps.check()
  if (isLong) return make({ rows: await foldedPrompts(database, cover, { ...listing, isTailLong: true }), found: null })
  const { days, version } = await readSumDays(reading, cover, promptSums(database, cover))
  const first = `from day ${cover.days[0]?.id ?? 0}`
  const makeOfRows = async () => {
    const settled = days.slice(0, -RECENT_DAYS)
    const ranked = remembered(
      dayParts,
      { name: `ranked prompts ${first}`, version: settled.map((day) => day.version).join(';') },
      { make: () => rankFolds(sumOfFolds(settled.map(({ part }) => part))), sizeOf: bytesOfIndex },
    )
    steps.check()
    const others = await promptsOutsideDays(database, cover)
    const recent = sumOfFolds([...days.slice(-RECENT_DAYS).map(({ part }) => part), others])
    return make(firstFolds(ranked, recent, listing))
  }
  if (hasEdges(cover)) return makeOfRows()
  return rememberedLater(dayParts, { name: `${name} ${first}`, version }, { make: makeOfRows, sizeOf })
}

const { code } = DIMENSIONS.prompt

const isShown = (labelId: string, { appId }: Cover): SQL => sql.raw(isShownPrompt(labelId, appId))

const promptSums = (database: Database, cover: Cover): OfSums<FoldTable> => ({
  name: 'prompts',
  read: async (dayId) =>
    tableOf(
      await database.all<Columns>(sql`
        SELECT ${columnsOf('stored')} FROM rollup_label AS stored ${foldsOf('stored')}
        WHERE stored.bucket_id = ${dayId} AND stored.dimension = ${code} AND stored.label_id <> ${OTHER_LABEL}
          AND ${isShown('stored.label_id', cover)}`),
    ),
  sizeOf: bytesOfFolds,
})

/** Of the hours and parts of hours at the ends of a window. */
const promptsOutsideDays = async (database: Database, cover: Cover): Promise<FoldTable> =>
  tableOf(
    await database.all<Columns>(sql`
      WITH part AS MATERIALIZED (SELECT value AS id FROM ${listOf(cover.hours)}),
      edge AS MATERIALIZED (${sql.raw(promptsAtEdges(cover))})
      SELECT ${columnsOf('found')} FROM (
        SELECT label_id, succeeded, failed, kept FROM part
        CROSS JOIN rollup_label ON bucket_id = part.id AND dimension = ${code} AND label_id <> ${OTHER_LABEL}
          AND ${isShown('rollup_label.label_id', cover)}
        UNION ALL SELECT label_id, succeeded, failed, kept FROM edge
        WHERE label_id <> ${OTHER_LABEL} AND ${isShown('edge.label_id', cover)}) AS found ${foldsOf('found')}`),
  )

/** SQL that puts the folds to the rows of a table. */
const foldsOf = (table: string): SQL =>
  sql.raw(`LEFT JOIN spelling ON spelling.dimension = ${code} AND spelling.label_id = ${table}.label_id`)

// A row for each would take longer to hand over than to read.
const columnsOf = (table: string): SQL => {
  const list = (column: string) => `json_group_array(${column})`
  const ofTable = (['succeeded', 'failed', 'kept'] as const).map((name) => `${list(`${table}.${name}`)} AS ${name}`)
  return sql.raw(
    `${list(`coalesce(spelling.fold, -${table}.label_id)`)} AS folds, ${list(`${table}.label_id`)} AS labels, ${ofTable.join(', ')}`,
  )
}

/** JSON arrays of numbers. */
type Columns = Record<'folds' | 'labels' | 'succeeded' | 'failed' | 'kept', string>

function tableOf([columns]: Columns[]): FoldTable {
  const numbers = (name: keyof Columns) => Float64Array.from(numbersIn(columns?.[name]))
  return {
    fold: numbers('folds'),
    label: numbers('labels'),
    succeeded: numbers('succeeded'),
    failed: numbers('failed'),
    kept: numbers('kept'),
  }
}
