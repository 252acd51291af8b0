import type { Client } from '@libsql/client'
import { foldNumber } from '../music/fold-number.js'
import { DIMENSIONS, OTHER_LABEL, TIERS } from '../rollups/define.js'
import { FOLDS } from './spelled.js'

// The labels of the rollups get their spellings here where no commit gave them theirs: in a database of an older version,
// and in a rebuild. A prompt that is in neither the full-text index nor its waiting list is put into that.

/** Where in a month's rollups the next labels are looked for. */
export type SpellStep = { bucketId: number; dimension: number; labelId: number }
/** The first step of a month, and how many labels it has. */
export type SpellMonth = { first: SpellStep; labels: number }
/** How many labels a step has looked at, and where to go on; null where the month is done. */
export type Spelled = { labels: number; next: SpellStep | null }

const LABELS_A_STEP = 2_000

const SPELLED = [...FOLDS.keys()].join(', ')

const NEXT = `
SELECT stored.dimension, stored.label_id, label.value, spelling.fold IS NULL AS is_new
FROM rollup_label AS stored CROSS JOIN label ON label.id = stored.label_id
LEFT JOIN spelling ON spelling.dimension = stored.dimension AND spelling.label_id = stored.label_id
WHERE stored.bucket_id = :bucketId AND (stored.dimension, stored.label_id) > (:dimension, :labelId)
AND stored.dimension IN (${SPELLED}) AND stored.label_id <> ${OTHER_LABEL}
ORDER BY stored.dimension, stored.label_id LIMIT ${LABELS_A_STEP}`

const ADD = `
INSERT OR IGNORE INTO spelling (dimension, label_id, fold)
SELECT value->>0, value->>1, value->>2 FROM json_each(?)`

/** Whether the rollups have labels whose spellings may be missing. */
export async function isSpellingDue(client: Client): Promise<boolean> {
  const { rows } = await client.execute('SELECT spelling_due FROM ingest_cursor')
  return rows[0]?.spelling_due === 1
}

/** Where to begin, and how many labels are to be looked at: all are in a month. */
export async function spellSteps(client: Client): Promise<SpellMonth[]> {
  const { rows } = await client.execute(`SELECT id, (
    SELECT count(*) FROM rollup_label WHERE bucket_id = bucket.id AND dimension IN (${SPELLED}) AND label_id <> ${OTHER_LABEL}
  ) AS labels FROM bucket WHERE tier = ${TIERS.month} ORDER BY starts_at DESC`)
  return rows.map(({ id, labels }) => ({
    first: { bucketId: Number(id), dimension: 0, labelId: 0 },
    labels: Number(labels),
  }))
}

/** Gives the next labels of a month their spellings. */
export async function spellLabels(client: Client, step: SpellStep): Promise<Spelled> {
  const { rows } = await client.execute({ sql: NEXT, args: step })
  const spellings = rows.flatMap((row) => {
    const fold = FOLDS.get(Number(row.dimension))
    return row.is_new === 1 && fold ? [[row.dimension, row.label_id, foldNumber(fold(String(row.value)))]] : []
  })
  if (spellings.length > 0) await client.execute({ sql: ADD, args: [JSON.stringify(spellings)] })
  const last = rows.at(-1)
  const labels = rows.length
  if (last === undefined || labels < LABELS_A_STEP) return { labels, next: null }
  return { labels, next: { ...step, dimension: Number(last.dimension), labelId: Number(last.label_id) } }
}

/**
 * To be called when all months are done: forgets what names no label, and lets every other prompt be searched for. Answers how
 * many of them wait for the full-text index.
 */
export async function endSpelling(client: Client): Promise<number> {
  const results = await client.batch(
    [
      'DELETE FROM spelling WHERE label_id NOT IN (SELECT id FROM label)',
      `DELETE FROM unsearchable_prompt WHERE label_id NOT IN (
         SELECT label_id FROM spelling WHERE dimension = ${DIMENSIONS.prompt.code})`,
      `DELETE FROM prompt_search WHERE rowid IN (
         SELECT id FROM prompt_search_docsize WHERE id NOT IN (SELECT label_id FROM spelling WHERE dimension = ${DIMENSIONS.prompt.code}))`,
      `INSERT OR IGNORE INTO unsearchable_prompt (label_id)
       SELECT label_id FROM spelling WHERE dimension = ${DIMENSIONS.prompt.code} AND label_id NOT IN (SELECT id FROM prompt_search_docsize)`,
      'UPDATE ingest_cursor SET spelling_due = 0',
      'SELECT count(*) AS prompts FROM unsearchable_prompt',
    ],
    'write',
  )
  return Number(results.at(-1)?.rows[0]?.prompts)
}
