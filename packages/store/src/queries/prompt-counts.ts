import { type SQL, sql } from 'drizzle-orm'
import type { Cover } from '../rollups/cover.js'
import { DIMENSIONS, isFinished, LABEL_COLUMNS, OTHER_LABEL } from '../rollups/define.js'
import { LABEL_SUMS, LABEL_SUMS_OF_GENERATIONS } from './cell.js'
import { generationsAtEdges, inBuckets, listOf } from './covered.js'
import type { FoldSums } from './fold-table.js'
import type { Database } from './question.js'
import { isShownPrompt } from './shown-prompts.js'

const { code, label } = DIMENSIONS.prompt
const COLUMNS = sql.raw(LABEL_COLUMNS.join(', '))
const SUMS = sql.raw(LABEL_SUMS)

export type PromptSums = { succeeded: number; failed: number; kept: number }

/** Above so many generations, prompts that succeeded once only in a bucket are passed over: nearly all of them are. */
const MOST_GENERATIONS = 250_000

/** Whether a window has so many generations that the long tail of prompts can't be read in a moment. */
export async function isTailLong(database: Database, cover: Cover): Promise<boolean> {
  const rows = await database.all<{ generations: number }>(sql`
    SELECT coalesce(sum(succeeded + failed), 0) AS generations FROM rollup_total WHERE ${inBuckets(cover)}`)
  return (rows[0]?.generations ?? 0) > MOST_GENERATIONS
}

type Listing = {
  isTailLong?: boolean
  /** SQL condition over `counted`, sums by the number of a prompt's text. */
  condition?: SQL
  limit: number
  offset?: number | undefined
}

/**
 * The prompts of most succeeded generations, spellings put together; of as many, in an order of its own. `fold`: less than 0
 * where none is known; `label`: the lowest number of a spelling.
 */
export const foldedPrompts = (
  database: Database,
  cover: Cover,
  { isTailLong, condition, limit, offset = 0 }: Listing,
) =>
  database.all<FoldSums & { found: number }>(sql`
    WITH part AS MATERIALIZED (SELECT value AS id FROM ${listOf(cover.buckets)}),
    edge AS MATERIALIZED (${sql.raw(promptsAtEdges(cover))}),
    counted AS MATERIALIZED (
      SELECT label_id, ${SUMS} FROM (
        SELECT stored.label_id, ${COLUMNS} FROM part CROSS JOIN rollup_label AS stored
          ON stored.bucket_id = part.id AND stored.dimension = ${code} ${isTailLong ? sql`AND stored.succeeded >= 2` : sql``}
        UNION ALL SELECT label_id, ${COLUMNS} FROM edge)
      GROUP BY label_id),
    found AS MATERIALIZED (
      SELECT coalesce(spelling.fold, -counted.label_id) AS fold, min(counted.label_id) AS label_id, ${SUMS}
      FROM counted LEFT JOIN spelling ON spelling.dimension = ${code} AND spelling.label_id = counted.label_id
      WHERE counted.label_id <> ${OTHER_LABEL} AND ${isShown('counted.label_id', cover)} AND ${condition ?? sql`true`} GROUP BY 1),
    ranked AS MATERIALIZED (
      SELECT * FROM found ORDER BY succeeded DESC, failed DESC, fold LIMIT ${limit} OFFSET ${offset})
    SELECT fold, label_id AS label, succeeded, failed, kept, (SELECT count(*) FROM found) AS found FROM ranked
    ORDER BY succeeded DESC, failed DESC, fold`)

export type Spelled = PromptSums & { fold: number; value: string }

/** The spellings of some prompts in a window, each with its sums: the most frequent first, then by name. */
export const spellingsOf = (database: Database, cover: Cover, folds: number[]) =>
  database.all<Spelled>(sql`
    WITH part AS MATERIALIZED (SELECT value AS id FROM ${listOf(cover.buckets)}),
    edge AS MATERIALIZED (${sql.raw(promptsAtEdges(cover))}),
    wanted AS MATERIALIZED (SELECT value AS fold FROM ${listOf(folds)}),
    spelled AS MATERIALIZED (
      SELECT spelling.fold, spelling.label_id FROM wanted
      CROSS JOIN spelling ON spelling.dimension = ${code} AND spelling.fold = wanted.fold
      UNION ALL SELECT fold, -fold FROM wanted WHERE fold < 0),
    counted AS (
      SELECT fold, label_id, ${SUMS} FROM (
        SELECT spelled.fold, spelled.label_id, ${COLUMNS} FROM spelled CROSS JOIN part
        CROSS JOIN rollup_label AS stored
          ON stored.bucket_id = part.id AND stored.dimension = ${code} AND stored.label_id = spelled.label_id
        UNION ALL SELECT spelled.fold, spelled.label_id, ${COLUMNS} FROM edge JOIN spelled ON spelled.label_id = edge.label_id)
      GROUP BY fold, label_id)
    SELECT counted.fold, counted.succeeded, counted.failed, counted.kept, label.value
    FROM counted JOIN label ON label.id = counted.label_id WHERE ${isShown('counted.label_id', cover)}
    ORDER BY counted.succeeded + counted.failed DESC, label.value`)

const isShown = (labelId: string, { appId }: Cover): SQL => sql.raw(isShownPrompt(labelId, appId))

export const promptsAtEdges = (cover: Cover): string => `
  SELECT ${label} AS label_id, ${LABEL_SUMS_OF_GENERATIONS} FROM event
  WHERE ${generationsAtEdges(cover)} AND ${isFinished} AND ${label} IS NOT NULL GROUP BY 1`

/** The texts of some labels. */
export const textsOfLabels = (database: Database, labels: number[]) =>
  database.all<{ label: number; value: string }>(
    sql`SELECT id AS label, value FROM label WHERE id IN ${listOf(labels)}`,
  )
