import type { LabelCount } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { OUTCOME_CODES } from '../db/codes.js'
import type { Cover } from '../rollups/cover.js'
import { DIMENSIONS, OTHER_LABEL } from '../rollups/define.js'
import { generationsAtEdges, inBuckets } from './covered.js'
import type { Database } from './question.js'
import { isShownPrompt } from './shown-prompts.js'

const LONGEST_LIST = 10

type Dimension = 'style' | 'prompt'

/**
 * The labels that most succeeded generations have: by count, then by name in the order of code points. Exact, without
 * reading the long tail. `least`: the tenth largest of the sums that the leaders of the buckets make among themselves;
 * the last of the list has no fewer. It is divided among the buckets, in proportion to their own tenths: a label that
 * stays below its share in every bucket stays below `least`, so that only the others have to be summed up. Where that
 * would make a share of 1, all are. After Cao and Wang: Efficient top-k query calculation in distributed networks (TPUT),
 * PODC 2004, with uneven shares.
 */
const popular = (dimension: Dimension) => {
  const { code, label } = DIMENSIONS[dimension]
  // The index of popular labels begins at 2.
  const isShown = (labelId: string, appId: number) => (dimension === 'prompt' ? isShownPrompt(labelId, appId) : 'true')
  return (database: Database, cover: Cover) => {
    const ofPart = `stored.bucket_id = part.id AND stored.dimension = ${code} AND stored.label_id <> ${OTHER_LABEL}
      AND ${isShown('stored.label_id', cover.appId)}`
    const indexed = `${ofPart} AND stored.succeeded >= 2`
    return database.all<LabelCount>(sql`
      WITH bucket_of_window AS MATERIALIZED (SELECT value AS id FROM json_each(${JSON.stringify(cover.buckets)})),
      part AS MATERIALIZED (
        SELECT part.id, coalesce((
          SELECT stored.succeeded FROM rollup_label AS stored WHERE ${sql.raw(indexed)}
          ORDER BY stored.succeeded DESC LIMIT 1 OFFSET ${LONGEST_LIST - 1}), 2) AS tenth
        FROM bucket_of_window AS part),
      bound AS MATERIALIZED (
        SELECT count(*) AS buckets, coalesce(sum(tenth), 0) AS tenths, coalesce((
          SELECT sum(stored.succeeded) AS count FROM part
          CROSS JOIN rollup_label AS stored ON stored.succeeded >= part.tenth AND ${sql.raw(indexed)}
          GROUP BY stored.label_id ORDER BY count DESC LIMIT 1 OFFSET ${LONGEST_LIST - 1}), 1) AS least FROM part),
      share AS MATERIALIZED (
        SELECT part.id, 2 + (bound.least - 1 - bound.buckets) * part.tenth / bound.tenths AS least
        FROM part JOIN bound ON bound.least > bound.buckets),
      edge AS MATERIALIZED (
        SELECT ${sql.raw(label)} AS label_id, count(*) AS count FROM event
        WHERE ${sql.raw(generationsAtEdges(cover))} AND outcome = ${OUTCOME_CODES.succeeded} AND ${sql.raw(label)} IS NOT NULL
          AND ${sql.raw(isShown(label, cover.appId))}
        GROUP BY ${sql.raw(label)}),
      candidate AS MATERIALIZED (
        SELECT stored.label_id FROM share AS part
        CROSS JOIN rollup_label AS stored ON stored.succeeded >= part.least AND ${sql.raw(indexed)}
        UNION SELECT edge.label_id FROM edge JOIN bound ON bound.least > bound.buckets),
      counted AS MATERIALIZED (
        SELECT label_id, sum(count) AS count FROM (
          SELECT stored.label_id, stored.succeeded AS count FROM candidate CROSS JOIN bucket_of_window AS part
          CROSS JOIN rollup_label AS stored ON ${sql.raw(ofPart)} AND stored.label_id = candidate.label_id
          UNION ALL SELECT stored.label_id, stored.succeeded FROM bound CROSS JOIN bucket_of_window AS part
          CROSS JOIN rollup_label AS stored ON ${sql.raw(ofPart)} WHERE bound.least <= bound.buckets
          UNION ALL SELECT label_id, count FROM edge)
        GROUP BY label_id HAVING sum(count) > 0)
      SELECT label.value, counted.count FROM counted JOIN label ON label.id = counted.label_id
      ORDER BY counted.count DESC, label.value LIMIT ${LONGEST_LIST}`)
  }
}

export const popularStyles = popular('style')
export const popularPrompts = popular('prompt')

/** Succeeded generations of which the label found no room among those of its day: by so much a count may be too low. */
export const unlistedLabels = (database: Database, cover: Cover) => {
  const { style, prompt } = DIMENSIONS
  const countOf = (code: number) => sql`coalesce(sum(CASE WHEN dimension = ${code} THEN succeeded END), 0)`
  return database.all<Record<Dimension, number>>(sql`
    SELECT ${countOf(style.code)} AS style, ${countOf(prompt.code)} AS prompt FROM rollup_label
    WHERE ${inBuckets(cover)} AND dimension IN (${style.code}, ${prompt.code}) AND label_id = ${OTHER_LABEL}`)
}
