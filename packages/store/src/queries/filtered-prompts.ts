import { type SQL, sql } from 'drizzle-orm'
import { DIMENSIONS, isFinished, OTHER_LABEL } from '../rollups/define.js'
import { byBytes } from './by-bytes.js'
import { LABEL_SUMS_OF_GENERATIONS } from './cell.js'
import { listOf } from './covered.js'
import {
  bytesOfFolds,
  bytesOfIndex,
  type FoldIndex,
  type FoldTable,
  foldsAmong,
  rankFolds,
  rowsOfFolds,
  sumOfFolds,
} from './fold-table.js'
import { lengthsOfLabels } from './length-sums.js'
import { isMeasured } from './measure-raw.js'
import type { NameFilter } from './names.js'
import { textsOfLabels } from './prompt-counts.js'
import type { PromptSource } from './prompt-source.js'
import type { Database } from './question.js'
import type { DaysRead, OfDays } from './read-days.js'
import { isShownPrompt, shownVersion } from './shown-prompts.js'
import { type Remembering, rememberedLater } from './sum-days.js'
import { numbersIn } from './unique-users.js'

const { code, label } = DIMENSIONS.prompt
/** Labels that a statement looks up. */
const LABELS_AT_ONCE = 5_000

type Asked = { appId: number; filters: NameFilter[] }

/** Reads the sums of each prompt, as a table in which a label is a fold of its own. */
export const sumsOfPrompts = (database: Database, { appId, filters }: Asked): OfDays<FoldTable> => ({
  name: `prompts of ${JSON.stringify(filters)}`,
  read: async (part) => {
    const [found] = await database.all<Record<'labels' | 'succeeded' | 'failed' | 'kept', string>>(sql`
      SELECT json_group_array(label_id) AS labels, json_group_array(succeeded) AS succeeded,
             json_group_array(failed) AS failed, json_group_array(kept) AS kept
      FROM (SELECT ${sql.raw(label)} AS label_id, ${sql.raw(LABEL_SUMS_OF_GENERATIONS)} FROM event
            WHERE ${isMeasured({ appId, filters }, part)} AND ${sql.raw(isFinished)}
              AND ${sql.raw(label)} IS NOT NULL AND ${sql.raw(label)} <> ${OTHER_LABEL} GROUP BY 1)`)
    const column = (name: 'labels' | 'succeeded' | 'failed' | 'kept') => Float64Array.from(numbersIn(found?.[name]))
    const labels = column('labels')
    return {
      fold: labels,
      label: labels,
      succeeded: column('succeeded'),
      failed: column('failed'),
      kept: column('kept'),
    }
  },
  merge: (parts) => sumOfFolds(parts).table,
  sizeOf: bytesOfFolds,
})

/** The prompts of the generations that some filters let through, from what was read of them. */
export function filteredPrompts(
  reading: Remembering,
  { settled, recent, version }: DaysRead<FoldTable>,
  { appId, filters, name: place }: Asked & { name: string },
): PromptSource {
  const { database, steps, dayParts } = reading
  const all = sumOfFolds([settled, recent]).table
  const inParts = async <Row>(labels: Float64Array, read: (some: number[]) => Promise<Row[]>): Promise<Row[]> => {
    const rows: Row[] = []
    for (let start = 0; start < labels.length; start += LABELS_AT_ONCE) {
      steps.isTimeUp()
      rows.push(...(await read([...labels.subarray(start, start + LABELS_AT_ONCE)])))
    }
    return rows
  }
  const foldsOf = async (condition: SQL): Promise<FoldIndex> => {
    const folds = await inParts(all.label, (some) => foldsOfLabels(database, some, { appId, condition }))
    return rankFolds(foldsAmong(all, new Map(folds.map(({ label, fold }) => [label, fold]))))
  }
  const name = `of prompts${place} of ${appId} ${JSON.stringify(filters)}`
  const whole = async () => {
    const make = () => foldsOf(sql`true`)
    if (version === undefined) return make()
    const own = { name: `folds ${name}`, version: `${version} ${await shownVersion(database)}` }
    return rememberedLater(dayParts, own, { make, sizeOf: bytesOfIndex })
  }
  return {
    reading,
    async ofFirst({ name: ofMade, listing, make, sizeOf }) {
      const makeOfRows = async () => {
        const { table } = await whole()
        return make({ rows: rowsOfFolds(table, listing), found: table.fold.length })
      }
      if (version === undefined) return makeOfRows()
      const own = { name: `${ofMade} ${name}`, version: `${version} ${await shownVersion(database)}` }
      return rememberedLater(dayParts, own, { make: makeOfRows, sizeOf })
    },
    async search(condition, listing) {
      const { table } = await foldsOf(condition)
      return { rows: rowsOfFolds(table, listing), found: table.fold.length }
    },
    async spellings(folds) {
      const wanted = await inParts(Float64Array.from(folds), (some) => labelsOfFolds(database, some, appId))
      const placeOf = new Map([...all.label].map((each, place) => [each, place]))
      const found = wanted.flatMap(({ label, fold }) => {
        const place = placeOf.get(label)
        return place === undefined ? [] : [{ label, fold, place }]
      })
      const texts = await textsOfLabels(
        database,
        found.map((each) => each.label),
      )
      const textOf = new Map(texts.map((each) => [each.label, each.value]))
      const spelled = found.map(({ label, fold, place }) => ({
        fold,
        value: textOf.get(label) ?? '',
        succeeded: all.succeeded[place] ?? 0,
        failed: all.failed[place] ?? 0,
        kept: all.kept[place] ?? 0,
      }))
      return spelled.sort((a, b) => b.succeeded + b.failed - a.succeeded - a.failed || byBytes(a.value, b.value))
    },
    async lengths() {
      const places = await inParts(all.label, (some) => lengthsOfLabels(database, some))
      const lengthOf = new Map(places.map((each) => [each.label, each.place]))
      return [...all.label].flatMap((each, row) => {
        const place = lengthOf.get(each)
        const sums = { succeeded: all.succeeded[row] ?? 0, failed: all.failed[row] ?? 0, kept: all.kept[row] ?? 0 }
        return place === undefined ? [] : [{ place, ...sums }]
      })
    },
  }
}

type Folded = { label: number; fold: number }

/** The folds of those labels that are shown, and that a condition over `counted` lets through. */
const foldsOfLabels = (database: Database, labels: number[], { appId, condition }: { appId: number; condition: SQL }) =>
  database.all<Folded>(sql`
    WITH counted AS MATERIALIZED (SELECT value AS label_id FROM ${listOf(labels)})
    SELECT counted.label_id AS label, coalesce(spelling.fold, -counted.label_id) AS fold
    FROM counted LEFT JOIN spelling ON spelling.dimension = ${code} AND spelling.label_id = counted.label_id
    WHERE ${sql.raw(isShownPrompt('counted.label_id', appId))} AND ${condition}`)

const labelsOfFolds = (database: Database, folds: number[], appId: number) =>
  database.all<Folded>(sql`
    WITH wanted AS MATERIALIZED (SELECT value AS fold FROM ${listOf(folds)}),
    spelled AS (
      SELECT spelling.label_id AS label, spelling.fold FROM wanted
      CROSS JOIN spelling ON spelling.dimension = ${code} AND spelling.fold = wanted.fold
      UNION ALL SELECT -fold, fold FROM wanted WHERE fold < 0)
    SELECT label, fold FROM spelled WHERE ${sql.raw(isShownPrompt('spelled.label', appId))}`)
