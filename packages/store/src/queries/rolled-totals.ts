import { sql } from 'drizzle-orm'
import { TYPE_CODES } from '../db/codes.js'
import { binnedValues, HISTOGRAMS } from '../rollups/histogram.js'
import { addBin, addSums, type Cell, cellAt, SUMS_OF_EVENTS, SUMS_OF_TOTALS, type SumRow } from './cell.js'
import { atEdges, generationsAtEdges } from './covered.js'
import type { HistogramName } from './metrics.js'
import { type Pieces, pieceRows } from './pieces.js'
import type { Database } from './question.js'

type PointRow = SumRow & { point: number }
type HourRow = SumRow & { hourId: number }
type BinRow = { point: number; hourId: number; bin: number; count: number }

/** The statements that read the sums of a window at each point, and a histogram where one is asked for. */
export const totalsQueries = (database: Database, pieces: Pieces, histogram?: HistogramName) => {
  const { cover } = pieces
  const kind = histogram === undefined ? 0 : HISTOGRAMS[histogram]
  const ofTypes = sql.raw(Object.values(TYPE_CODES).join(', '))
  return [
    database.all<PointRow>(sql`
      WITH piece AS MATERIALIZED (${pieceRows(pieces)})
      SELECT piece.point, ${sql.raw(SUMS_OF_TOTALS)}
      FROM piece CROSS JOIN rollup_total AS total ON total.bucket_id = piece.id GROUP BY piece.point`),
    database.all<HourRow>(sql`
      SELECT event.hour_id AS hourId, ${sql.raw(SUMS_OF_EVENTS)} FROM event WHERE event.id IN (
        SELECT raw.id FROM json_each(${JSON.stringify(cover.edges)}) AS edge
        CROSS JOIN event AS raw ON raw.app_id = ${cover.appId} AND raw.type IN (${ofTypes})
        AND raw.at >= edge.value->>'from' AND raw.at < edge.value->>'to')
      GROUP BY event.hour_id`),
    database.all<HourRow>(sql`
      SELECT session.hour_id AS hourId, count(*) AS sessions, sum(session.last_at - session.started_at) AS session_ms
      FROM ${atEdges(cover, 'session', 'started_at')} GROUP BY session.hour_id`),
    database.all<BinRow>(sql`
      WITH piece AS MATERIALIZED (${pieceRows(pieces)})
      SELECT piece.point, 0 AS hourId, latency.bin, sum(latency.count) AS count
      FROM piece CROSS JOIN rollup_latency AS latency ON latency.bucket_id = piece.id AND latency.kind = ${kind}
      GROUP BY piece.point, latency.bin`),
    database.all<BinRow>(sql`
      SELECT 0 AS point, hour_id AS hourId, bin, count(*) AS count
      FROM (${sql.raw(binnedValues(generationsAtEdges(cover)))}) WHERE kind = ${kind} GROUP BY hour_id, bin`),
  ] as const
}

export type Totals = readonly [PointRow[], HourRow[], HourRow[], BinRow[], BinRow[]]

/** The cells of what those statements answer, by point. */
export function totalCells([rolled, events, sessions, rolledBins, bins]: Totals, pieces: Pieces): Map<number, Cell> {
  const cells = new Map<number, Cell>()
  for (const row of rolled) addSums(cellAt(cells, row.point), row)
  for (const row of [...events, ...sessions]) addSums(cellAt(cells, pieces.pointOfHour(row.hourId)), row)
  for (const { point, bin, count } of rolledBins) addBin(cellAt(cells, point), bin, count)
  for (const { hourId, bin, count } of bins) addBin(cellAt(cells, pieces.pointOfHour(hourId)), bin, count)
  return cells
}
