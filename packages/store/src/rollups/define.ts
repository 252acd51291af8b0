import { OUTCOME_CODES } from '../db/codes.js'

/** The lengths of buckets, as small integers in the database. */
export const TIERS = { hour: 1, day: 2, month: 3 } as const

/** SQL condition: the event is a generation that came to an end, good or bad. */
export const isFinished = `event.outcome IN (${OUTCOME_CODES.succeeded}, ${OUTCOME_CODES.failed})`

const countWhere = (condition: string) => `count(CASE WHEN ${condition} THEN 1 END)`
const countOf = (outcome: keyof typeof OUTCOME_CODES) => countWhere(`event.outcome = ${OUTCOME_CODES[outcome]}`)
const sumOf = (column: string) => `coalesce(sum(CASE WHEN ${isFinished} THEN event.${column} END), 0)`
const countKnown = (column: string) => `count(CASE WHEN ${isFinished} THEN event.${column} END)`

/** The columns of `rollup_total` that are sums over events, and their SQL. The means are over finished generations. */
export const MEASURES = {
  events: 'count(*)',
  page_views: countWhere(`event.action_id = (SELECT id FROM label WHERE value = 'page_view')`),
  succeeded: countOf('succeeded'),
  failed: countOf('failed'),
  cancelled: countOf('cancelled'),
  abandoned: countOf('abandoned'),
  ai_enhanced: countWhere(`${isFinished} AND event.ai_enhanced = 1`),
  duration_ms: sumOf('duration_ms'),
  durations: countKnown('duration_ms'),
  generation_ms: sumOf('generation_ms'),
  generation_times: countKnown('generation_ms'),
  kept: countWhere(`event.outcome = ${OUTCOME_CODES.succeeded} AND event.kept = 1`),
} as const

/** The columns of `rollup_label` that are sums over finished generations, and their SQL. */
export const LABEL_MEASURES = {
  succeeded: countOf('succeeded'),
  failed: countOf('failed'),
  ai_enhanced: 'coalesce(sum(event.ai_enhanced), 0)',
  generation_ms: 'coalesce(sum(event.generation_ms), 0)',
  generation_times: 'count(event.generation_ms)',
  kept: 'coalesce(sum(event.kept), 0)',
} as const

/** The columns of `rollup_total`: sums over events, then what sessions and open starts add. */
export const TOTAL_COLUMNS = [...Object.keys(MEASURES), 'sessions', 'session_ms', 'open_starts']
/** The columns of `rollup_label` that are sums. */
export const LABEL_COLUMNS = Object.keys(LABEL_MEASURES)

/** The tables that have sums by bucket. */
export const SUM_TABLES = ['rollup_total', 'rollup_latency', 'rollup_label'] as const

/** SQL of measures, each under the name of its column. */
export const named = (measures: Record<string, string>): string =>
  Object.entries(measures)
    .map(([column, measure]) => `${measure} AS ${column}`)
    .join(', ')

/** The same for some of `MEASURES`. */
export const measured = (columns: readonly (keyof typeof MEASURES)[]): string =>
  named(Object.fromEntries(columns.map((column) => [column, MEASURES[column]])))

/** SQL of the sums of columns over rows that have them, each under its name; 0 of no rows. */
export const summed = (columns: readonly string[]): string =>
  columns.map((column) => `coalesce(sum(${column}), 0) AS ${column}`).join(', ')

/** The label of what found no room among a day's labels, and of prompts that are not told any more, also in raw rows. */
export const OTHER_LABEL = 0

/** A tempo band is this wide, in thousandths of a BPM. */
export const TEMPO_BAND_MILLI_BPM = 10_000

/**
 * What finished generations are told apart by: `code` is the number in the database, never given to another dimension;
 * `label` is SQL over `event` and `hour`, its bucket. A label is a number of the dictionary, or else a small number, which
 * starts at 1 because 0 is `OTHER_LABEL`. Null is unknown, and counted nowhere.
 */
export const DIMENSIONS = {
  style: { code: 1, label: 'event.style_id' },
  mood: { code: 2, label: 'event.mood_id' },
  scale: { code: 3, label: 'event.scale_id' },
  tempoBand: { code: 4, label: `event.tempo_milli_bpm / ${TEMPO_BAND_MILLI_BPM} + 1` },
  prompt: { code: 6, label: 'event.prompt_id' },
  aiEnhanced: { code: 7, label: 'event.ai_enhanced + 1' },
  error: { code: 8, label: 'event.error_id' },
  hourOfWeek: { code: 9, label: 'hour.hour_of_week + 1' },
  errorGroup: { code: 10, label: 'event.error_group_id' },
} as const

/** The instruments of an event are several labels, in a JSON array; each counts once. */
export const INSTRUMENT = {
  code: 5,
  label: 'event.instrument_id',
  /** SQL of the rows of `made`, generations, once for each of their instruments. */
  rows: `
    SELECT DISTINCT made.*, instrument.id AS instrument_id FROM made
    JOIN label AS list ON list.id = made.instruments_id
    JOIN json_each(list.value) AS entry
    JOIN label AS instrument ON instrument.value = entry.value`,
} as const
