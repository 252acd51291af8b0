import type { Bound, Measure } from './bench.js'
import { bytesPerEvent } from './rows/bytes-per-event.js'
import { coldStart } from './rows/cold-start.js'
import { ingestBatches } from './rows/ingest-batches.js'
import { ingestProcedure } from './rows/ingest-procedure.js'
import { ingestSingle } from './rows/ingest-single.js'
import { ingestUnderReads } from './rows/ingest-under-reads.js'
import { liveUpdates } from './rows/live-updates.js'
import { longTasks } from './rows/long-tasks.js'
import { questionsAgainstLegacy } from './rows/questions-against-legacy.js'
import { questionsByRange } from './rows/questions-by-range.js'
import { questionsByVolume } from './rows/questions-by-volume.js'
import { widgetBytes } from './rows/widget-bytes.js'

/** How the value and the baseline of a round become the figure that is judged. */
export type Comparison = 'value ÷ baseline' | 'baseline ÷ value' | 'value − baseline'

export type Row = {
  id: string
  group: 'ingest' | 'questions' | 'storage' | 'widget'
  what: string
  baseline: string
  comparison: Comparison
  must: Bound
  aim: Bound
}

export const ROWS: readonly Row[] = [
  {
    id: 'I1',
    group: 'ingest',
    what: 'POST /api/track/generation, 64 connections, durable',
    baseline: 'bare node:http that parses and answers',
    comparison: 'value ÷ baseline',
    must: { atLeast: 0.3 },
    aim: { atLeast: 0.5 },
  },
  {
    id: 'I2',
    group: 'ingest',
    what: 'the same',
    baseline: 'one INSERT and one commit a request',
    comparison: 'value ÷ baseline',
    must: { atLeast: 5 },
    aim: { atLeast: 10 },
  },
  {
    id: 'I3',
    group: 'ingest',
    what: 'track.batch of 200 mixed events, 8 connections, durable',
    baseline: 'bulk insert of the same rows by a script',
    comparison: 'value ÷ baseline',
    must: { atLeast: 0.3 },
    aim: { atLeast: 0.5 },
  },
  {
    id: 'I4',
    group: 'ingest',
    what: 'single events at 30 % of I1, beside a reader without pause',
    baseline: 'the same rate, no reader',
    comparison: 'value ÷ baseline',
    must: { atMost: 1.5 },
    aim: { atMost: 1.1 },
  },
  {
    id: 'I5',
    group: 'ingest',
    what: 'track.generation, one call a request, 32 connections',
    baseline: "the same behind tRPC's standalone server",
    comparison: 'value ÷ baseline',
    must: { atLeast: 1 },
    aim: { atLeast: 4 },
  },
  {
    id: 'Q1',
    group: 'questions',
    what: 'each question, 30 days, many events',
    baseline: 'few events',
    comparison: 'value ÷ baseline',
    must: { atMost: 3 },
    aim: { atMost: 1.5 },
  },
  {
    id: 'Q2',
    group: 'questions',
    what: '/api/analytics?days=30',
    baseline: "the replaced system's SQL and tables",
    comparison: 'baseline ÷ value',
    must: { atLeast: 50 },
    aim: { atLeast: 200 },
  },
  {
    id: 'Q3',
    group: 'questions',
    what: 'each question, a year',
    baseline: 'a week',
    comparison: 'value ÷ baseline',
    must: { atMost: 4 },
    aim: { atMost: 2 },
  },
  {
    id: 'Q4',
    group: 'questions',
    what: 'cold start to the first health answer, many events',
    baseline: 'node -e 0',
    comparison: 'value ÷ baseline',
    must: { atMost: 14 },
    aim: { atMost: 8 },
  },
  {
    id: 'S1',
    group: 'storage',
    what: 'bytes on disk of an event',
    baseline: 'the same events in the legacy tables',
    comparison: 'value ÷ baseline',
    must: { atMost: 1 },
    aim: { atMost: 0.5 },
  },
  {
    id: 'S2',
    group: 'storage',
    what: 'memory of the server',
    baseline: 'a bare Fastify server, idle or after the same batches',
    comparison: 'value ÷ baseline',
    must: { atMost: 4 },
    aim: { atMost: 2.5 },
  },
  {
    id: 'W1',
    group: 'widget',
    what: 'bytes that the tag loads (brotli 11)',
    baseline: '5,120',
    comparison: 'value ÷ baseline',
    must: { atMost: 1 },
    aim: { atMost: 0.6 },
  },
  {
    id: 'W2',
    group: 'widget',
    what: 'further bytes of the whole dashboard (brotli 11)',
    baseline: '51,200',
    comparison: 'value ÷ baseline',
    must: { atMost: 1 },
    aim: { atMost: 0.85 },
  },
  {
    id: 'W3',
    group: 'widget',
    what: 'tasks over 50 ms, CPU slowed 4 ×',
    baseline: 'the same page without the widget',
    comparison: 'value − baseline',
    must: { atMost: 0 },
    aim: { atMost: 0 },
  },
  {
    id: 'W4',
    group: 'widget',
    what: "from an event to its number in another browser's dashboard",
    baseline: '5 s, the legacy poll',
    comparison: 'value ÷ baseline',
    must: { atMost: 0.25 },
    aim: { atMost: 0.2 },
  },
]

/** What fills the rows: some of them come out of one measurement. */
export const MEASUREMENTS: readonly { rows: readonly string[]; measure: Measure }[] = [
  { rows: ['W1', 'W2'], measure: widgetBytes },
  { rows: ['W3'], measure: longTasks },
  { rows: ['W4'], measure: liveUpdates },
  { rows: ['S1'], measure: bytesPerEvent },
  { rows: ['I1', 'I2'], measure: ingestSingle },
  { rows: ['I3', 'S2'], measure: ingestBatches },
  { rows: ['I5'], measure: ingestProcedure },
  { rows: ['I4'], measure: ingestUnderReads },
  { rows: ['Q4'], measure: coldStart },
  { rows: ['Q1'], measure: questionsByVolume },
  { rows: ['Q2'], measure: questionsAgainstLegacy },
  { rows: ['Q3'], measure: questionsByRange },
]

/**
 * The rows that were asked for.
 * @param selectors ids (`I1`), their beginnings (`Q`) or groups (`ingest`); none means all
 * @throws where a selector fits no row
 */
export function selectRows(selectors: readonly string[]): Row[] {
  const fits = (row: Row, selector: string) => row.group === selector || row.id.startsWith(selector.toUpperCase())
  const unknown = selectors.find((selector) => !ROWS.some((row) => fits(row, selector)))
  if (unknown !== undefined) {
    const known = [...new Set(ROWS.map(({ group }) => group)), ...ROWS.map(({ id }) => id)]
    throw new Error(`There is no benchmark ${unknown}: choose among ${known.join(', ')}.`)
  }
  return ROWS.filter((row) => selectors.length === 0 || selectors.some((selector) => fits(row, selector)))
}
