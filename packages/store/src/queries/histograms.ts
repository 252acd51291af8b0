import { sql } from 'drizzle-orm'
import type { Cover } from '../rollups/cover.js'
import { type Bin, binnedSessions, binnedValues, HISTOGRAMS } from '../rollups/histogram.js'
import { generationsAtEdges, inBuckets, sessionsAtEdges } from './covered.js'
import type { Database } from './question.js'

export type HistogramRow = Bin & { kind: number }

/** The histograms of a window, of all kinds, their bins in ascending order. */
export const histograms = (database: Database, cover: Cover) =>
  database.all<HistogramRow>(sql`
    SELECT kind, bin, sum(count) AS count FROM (
      SELECT kind, bin, count FROM rollup_latency WHERE ${inBuckets(cover)}
      UNION ALL
      SELECT kind, bin, 1 FROM (${sql.raw(binnedValues(generationsAtEdges(cover)))})
      UNION ALL
      SELECT kind, bin, 1 FROM (${sql.raw(binnedSessions(sessionsAtEdges(cover)))}))
    GROUP BY kind, bin ORDER BY kind, bin`)

export const binsOf = (rows: HistogramRow[], kind: keyof typeof HISTOGRAMS): Bin[] =>
  rows.filter((row) => row.kind === HISTOGRAMS[kind])
