import { and, countDistinct, eq, exists, isNotNull, lte, not, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import { event } from '../db/schema.js'
import { HOUR_MS } from '../time/local-days.js'
import type { Database } from './question.js'
import { eventsOf, type Scope } from './window.js'

const end = alias(event, 'generation_end')
const namesItsStart = and(isNotNull(end.generationId), eq(end.generationId, event.generationId))
/** A generation without an id of its own goes by its UUID. */
const isItsStartByUuid = and(sql`${end.generationId} IS NULL`, sql`${end.uuid} = unhex(${event.generationId}, '-')`)
const inTime = or(lte(end.at, sql`${event.at} + ${HOUR_MS}`), eq(end.outcome, OUTCOME_CODES.abandoned))

/**
 * Generations that were started in the window, at least an hour before `now`, and did not end within an hour. One that
 * was said to be abandoned, at whatever time, is counted there.
 */
export const abandonedStarts = (database: Database, scope: Scope & { now: number }) => {
  const endedBy = (match: ReturnType<typeof and>) =>
    exists(
      database
        .select({ one: sql`1` })
        .from(end)
        .where(and(eq(end.appId, event.appId), eq(end.type, TYPE_CODES.generation), match, inTime)),
    )
  return database
    .select({ count: countDistinct(event.generationId) })
    .from(event)
    .where(
      and(
        eventsOf('generation.start', scope),
        lte(event.at, scope.now - HOUR_MS),
        not(endedBy(namesItsStart)),
        not(endedBy(isItsStartByUuid)),
      ),
    )
}
