import { type SQL, sql } from 'drizzle-orm'
import { event } from '../db/schema.js'
import type { Database } from './question.js'
import { finishedGenerations, type Scope } from './window.js'

type QuantileRow = { p50: number | null; p90: number | null; p95: number | null; p99: number | null }

/**
 * Exact quantiles of a value over the succeeded and failed generations that know it, by nearest rank: the smallest value
 * that at least p of all do not exceed. Null when none knows it.
 */
const quantilesOf = (value: SQL) => (database: Database, scope: Scope) =>
  database.all<QuantileRow>(sql`
    WITH known AS MATERIALIZED (
      SELECT value, row_number() OVER (ORDER BY value) AS rank, count(*) OVER () AS total
      FROM (SELECT ${value} AS value FROM ${event} WHERE ${finishedGenerations(scope)})
      WHERE value IS NOT NULL
    )
    SELECT ${atRank(50)} AS p50, ${atRank(90)} AS p90, ${atRank(95)} AS p95, ${atRank(99)} AS p99 FROM known`)

/** The rank is p × total, rounded up, in integers. */
const atRank = (percent: number) => sql.raw(`max(CASE WHEN rank = (total * ${percent} + 99) / 100 THEN value END)`)

/** Of the time that people waited, in milliseconds. */
export const generationTimeQuantiles = quantilesOf(sql`${event.generationMs}`)

/** Of generation time ÷ audio duration. */
export const realTimeFactorQuantiles = quantilesOf(
  sql`CASE WHEN ${event.durationMs} > 0 THEN 1.0 * ${event.generationMs} / ${event.durationMs} END`,
)
