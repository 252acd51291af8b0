import { type SQL, sql } from 'drizzle-orm'
import { DIMENSIONS, isFinished, OTHER_LABEL } from '../rollups/define.js'
import { byBytes } from './by-bytes.js'
import { LABEL_SUMS_OF_GENERATIONS } from './cell.js'
import { listOf } from './covered.js'
import {
  bytesOfFolds,
  type FoldIndex,
  type FoldTable,
  firstFolds,
  foldsAmong,
  rankFolds,
  rowAt,
  sumOfFolds,
} from './fold-table.js'
import { lengthsOfLabels, SHORTEST } from './length-sums.js'
import { isMeasured } from './measure-raw.js'
import type { NameFilter } from './names.js'
import { type PromptSums, textsOfLabels } from './prompt-counts.js'
import { addPromptSums, newPromptSums } from './prompt-numbers.js'
import type { PromptSource } from './prompt-source.js'
import type { Database } from './question.js'
import type { DaysRead, OfDays } from './read-days.js'
import { rememberedLater } from './remembered.js'
import { isShownPrompt, shownVersion } from './shown-prompts.js'
import type { Remembering } from './sum-days.js'
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
  // And of what is settled, the ranks.
  sizeOf: (table) => 3 * bytesOfFolds(table),
})

/** Of what is settled, prompts are ranked once; those that are shown may be others later. */
const knownRanks = new WeakMap<FoldTable, { shown: string; ranked: FoldIndex }>()

/** The prompts of the generations that some filters let through, from what was read of them. */
export function filteredPrompts(
  reading: Remembering,
  { settled, recent, version }: DaysRead<FoldTable>,
  { appId, filters, name: place }: Asked & { name: string },
): PromptSource {
  const { database, steps, dayParts } = reading
  const inParts = async <Row>(labels: Float64Array, read: (some: number[]) => Promise<Row[]>): Promise<Row[]> => {
    const rows: Row[] = []
    for (let start = 0; start < labels.length; start += LABELS_AT_ONCE) {
      steps.isTimeUp()
      rows.push(...(await read([...labels.subarray(start, start + LABELS_AT_ONCE)])))
    }
    return rows
  }
  const foldsIn = async (table: FoldTable, condition: SQL): Promise<FoldIndex> => {
    const folds = await inParts(table.label, (some) => foldsOfLabels(database, some, { appId, condition }))
    return foldsAmong(table, new Map(folds.map(({ label, fold }) => [label, fold])))
  }
  const rankedSettled = async (shown: string): Promise<FoldIndex> => {
    const known = knownRanks.get(settled)
    if (known?.shown === shown) return known.ranked
    const ranked = rankFolds(await foldsIn(settled, sql`true`))
    knownRanks.set(settled, { shown, ranked })
    return ranked
  }
  return {
    reading,
    async ofFirst({ name, listing, make, sizeOf }) {
      const shown = await shownVersion(database)
      const makeOfRows = async () =>
        make(firstFolds(await rankedSettled(shown), await foldsIn(recent, sql`true`), listing))
      if (version === undefined) return makeOfRows()
      const ofFilters = `of prompts${place} of ${appId} ${JSON.stringify(filters)}`
      const own = { name: `${name} ${ofFilters}`, version: `${version} ${shown}` }
      return rememberedLater(dayParts, own, { make: makeOfRows, sizeOf })
    },
    async search(condition, listing) {
      const tables = [await foldsIn(settled, condition), await foldsIn(recent, condition)]
      return firstFolds(rankFolds(sumOfFolds(tables.map(({ table }) => table))), sumOfFolds([]), listing)
    },
    async spellings(folds) {
      const wanted = await inParts(Float64Array.from(folds), (some) => labelsOfFolds(database, some, appId))
      const sums = sumsOfLabels([settled, recent], new Set(wanted.map(({ label }) => label)))
      const texts = await textsOfLabels(database, [...sums.keys()])
      const textOf = new Map(texts.map(({ label, value }) => [label, value]))
      const spelled = wanted.flatMap(({ label, fold }) => {
        const own = sums.get(label)
        return own ? [{ fold, value: textOf.get(label) ?? '', ...own }] : []
      })
      return spelled.sort((a, b) => b.succeeded + b.failed - a.succeeded - a.failed || byBytes(a.value, b.value))
    },
    async lengths() {
      const sums = SHORTEST.map(newPromptSums)
      for (const table of [settled, recent]) {
        const places = await inParts(table.label, (some) => lengthsOfLabels(database, some))
        const placeOf = new Map(places.map((each) => [each.label, each.place]))
        for (let row = 0; row < table.label.length; row++) {
          const own = sums[placeOf.get(table.label[row] ?? 0) ?? -1]
          if (own) addPromptSums(own, rowAt(table, row))
        }
      }
      return sums.map((own, at) => ({ place: at, ...own }))
    },
  }
}

/** Of those labels of some tables that are wanted. */
function sumsOfLabels(tables: FoldTable[], wanted: Set<number>): Map<number, PromptSums> {
  const sums = new Map<number, PromptSums>()
  for (const table of tables) {
    for (let row = 0; row < table.label.length; row++) {
      const label = table.label[row] ?? 0
      if (!wanted.has(label)) continue
      const own = sums.get(label) ?? newPromptSums()
      sums.set(label, own)
      addPromptSums(own, rowAt(table, row))
    }
  }
  return sums
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
