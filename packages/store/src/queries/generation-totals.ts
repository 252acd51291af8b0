import { sql } from 'drizzle-orm'
import { OUTCOME_CODES } from '../db/codes.js'
import { event } from '../db/schema.js'
import type { Database } from './question.js'
import { eventsOf, type Scope } from './window.js'

const countOf = (outcome: keyof typeof OUTCOME_CODES) =>
  sql<number>`count(CASE WHEN ${event.outcome} = ${OUTCOME_CODES[outcome]} THEN 1 END)`

const finished = sql`${event.outcome} IN (${OUTCOME_CODES.succeeded}, ${OUTCOME_CODES.failed})`

/** Counts of generations by outcome; means over succeeded and failed ones that know the value, null when none does. */
export const generationTotals = (database: Database, scope: Scope) =>
  database
    .select({
      succeeded: countOf('succeeded'),
      failed: countOf('failed'),
      cancelled: countOf('cancelled'),
      abandoned: countOf('abandoned'),
      aiEnhanced: sql<number>`count(CASE WHEN ${finished} AND ${event.aiEnhanced} = 1 THEN 1 END)`,
      averageDurationMs: sql<number | null>`avg(CASE WHEN ${finished} THEN ${event.durationMs} END)`,
      averageGenerationMs: sql<number | null>`avg(CASE WHEN ${finished} THEN ${event.generationMs} END)`,
    })
    .from(event)
    .where(eventsOf('generation', scope))
