import type { InStatement } from '@libsql/client'
import { addUp } from '../db/insert.js'
import {
  DIMENSIONS,
  INSTRUMENT,
  isFinished,
  LABEL_COLUMNS,
  LABEL_MEASURES,
  MEASURES,
  named,
  OTHER_LABEL,
} from './define.js'
import { binnedValues } from './histogram.js'

/** The buckets that a rebuild adds to: months are made of their days. */
const TARGETS = 'hour.id, hour.day_id'

/** SQL that adds rows of `hour_id` and some columns of `rollup_total` to the buckets of hours and days. */
export const addToTotals = (columns: string[], rows: string) => `
INSERT INTO rollup_total (bucket_id, ${columns.join(', ')})
SELECT target.id, ${columns.map((column) => `sum(fresh.${column})`).join(', ')}
FROM (${rows}) AS fresh
CROSS JOIN bucket AS hour ON hour.id = fresh.hour_id
CROSS JOIN bucket AS target ON target.id IN (${TARGETS})
WHERE true GROUP BY target.id
ON CONFLICT (bucket_id) ${addUp(columns)}`

/** The statement that adds events, those of an SQL condition, to the totals of their buckets. */
export const addTotals = (events: string): string =>
  addToTotals(
    Object.keys(MEASURES),
    `SELECT event.hour_id, ${named(MEASURES)} FROM event WHERE ${events} GROUP BY event.hour_id`,
  )

/** SQL that adds rows of `hour_id`, `kind` and `bin` to the histograms of their buckets. */
export const addBins = (rows: string) => `
INSERT INTO rollup_latency (bucket_id, kind, bin, count)
SELECT target.id, fresh.kind, fresh.bin, sum(fresh.count)
FROM (SELECT hour_id, kind, bin, count(*) AS count FROM (${rows}) GROUP BY hour_id, kind, bin) AS fresh
CROSS JOIN bucket AS hour ON hour.id = fresh.hour_id
CROSS JOIN bucket AS target ON target.id IN (${TARGETS})
WHERE true GROUP BY target.id, fresh.kind, fresh.bin
ON CONFLICT (bucket_id, kind, bin) ${addUp(['count'])}`

const addInstrumentLabels = (events: string) => `
INSERT INTO label (value)
SELECT DISTINCT entry.value
FROM (SELECT DISTINCT instruments_id FROM event WHERE ${events} AND ${isFinished}) AS played
JOIN label AS list ON list.id = played.instruments_id
JOIN json_each(list.value) AS entry
WHERE true ON CONFLICT DO NOTHING`

const labelled = (dimension: string, label: string, from: string, isCounted: string) => `
  SELECT ${dimension} AS dimension, event.hour_id, ${label} AS label_id, min(event.id) AS first_event_id,
         ${named(LABEL_MEASURES)}
  FROM ${from} WHERE ${isCounted} GROUP BY 1, 2, 3`

const DIMENSION_LIST = Object.values(DIMENSIONS)
const LABEL_OF_DIMENSION = `CASE dimension.code ${DIMENSION_LIST.map(({ code, label }) => `WHEN ${code} THEN ${label}`).join(' ')} END`

/** One pass for all dimensions of which a generation has one label, and one for its instruments. */
const EVERY_DIMENSION = `${labelled(
  'dimension.code',
  LABEL_OF_DIMENSION,
  `made AS event JOIN bucket AS hour ON hour.id = event.hour_id
  CROSS JOIN (SELECT value AS code FROM json_each('${JSON.stringify(DIMENSION_LIST.map(({ code }) => code))}')) AS dimension`,
  `${LABEL_OF_DIMENSION} IS NOT NULL`,
)}
  UNION ALL${labelled(`${INSTRUMENT.code}`, INSTRUMENT.label, `(${INSTRUMENT.rows}) AS event`, 'true')}`

/**
 * Adds finished generations under their labels. The labels of a day and dimension that come first, in the order of the
 * events, have a row of their own; when there are as many as its last argument allows, the others share one.
 */
const addLabels = (events: string) => `
WITH made AS MATERIALIZED (
  SELECT event.id, event.hour_id, event.outcome, event.ai_enhanced, event.generation_ms, event.style_id, event.mood_id,
         event.scale_id, event.tempo_milli_bpm, event.prompt_id, event.error_id, event.error_group_id, event.instruments_id, event.kept
  FROM event WHERE ${events} AND ${isFinished}),
fresh AS MATERIALIZED (${EVERY_DIMENSION}),
seen AS MATERIALIZED (
  SELECT fresh.dimension, hour.day_id, fresh.label_id, min(fresh.first_event_id) AS first_event_id,
         EXISTS (SELECT 1 FROM rollup_label AS stored WHERE stored.bucket_id = hour.day_id
                 AND stored.dimension = fresh.dimension AND stored.label_id = fresh.label_id) AS has_row
  FROM fresh JOIN bucket AS hour ON hour.id = fresh.hour_id
  GROUP BY fresh.dimension, hour.day_id, fresh.label_id),
stored AS MATERIALIZED (
  SELECT dimension, day_id,
         (SELECT count(*) FROM rollup_label AS row WHERE row.bucket_id = growing.day_id
          AND row.dimension = growing.dimension AND row.label_id <> ${OTHER_LABEL}) AS labels
  FROM (SELECT DISTINCT dimension, day_id FROM seen WHERE NOT has_row) AS growing),
placed AS MATERIALIZED (
  SELECT seen.dimension, seen.day_id, seen.label_id,
         stored.labels + row_number() OVER (PARTITION BY seen.dimension, seen.day_id ORDER BY seen.first_event_id) AS place
  FROM seen JOIN stored USING (dimension, day_id) WHERE NOT seen.has_row AND seen.label_id <> ${OTHER_LABEL})
INSERT INTO rollup_label (bucket_id, dimension, label_id, ${LABEL_COLUMNS.join(', ')})
SELECT target.id, fresh.dimension, CASE WHEN placed.place > ? THEN ${OTHER_LABEL} ELSE fresh.label_id END AS shown,
       ${LABEL_COLUMNS.map((column) => `sum(fresh.${column})`).join(', ')}
FROM fresh
CROSS JOIN bucket AS hour ON hour.id = fresh.hour_id
LEFT JOIN placed ON placed.dimension = fresh.dimension AND placed.day_id = hour.day_id AND placed.label_id = fresh.label_id
CROSS JOIN bucket AS target ON target.id IN (${TARGETS})
WHERE true GROUP BY target.id, fresh.dimension, shown
ON CONFLICT (bucket_id, dimension, label_id) ${addUp(LABEL_COLUMNS)}`

/** The statements that add the generations among events to the histograms and labels of their buckets. */
export const addGenerations = (events: string, labelsPerDay: number): InStatement[] => [
  addBins(binnedValues(events)),
  addInstrumentLabels(events),
  { sql: addLabels(events), args: [labelsPerDay] },
]
