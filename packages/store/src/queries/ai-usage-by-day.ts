import type { DayCount } from '@son1k/contract'
import { and, count, eq, sql } from 'drizzle-orm'
import { event } from '../db/schema.js'
import { localDays } from '../time/local-days.js'
import type { Database } from './question.js'
import { finishedGenerations, type Scope } from './window.js'

/** Succeeded and failed generations made with AI, by day in `zone`; days without any are not listed. */
export const aiUsageByDay = (database: Database, scope: Scope & { zone: string }) => {
  const days = JSON.stringify(
    localDays(scope.zone, scope.from, scope.readTo).map(({ date, from, to }) => [date, from, to]),
  )
  const day = sql`json_each(${days}) AS day`
  return database
    .select({ date: sql<string>`day.value->>0`, count: count() })
    .from(event)
    .innerJoin(day, sql`${event.at} >= day.value->>1 AND ${event.at} < day.value->>2`)
    .where(and(finishedGenerations(scope), eq(event.aiEnhanced, 1)))
    .groupBy(sql`day.value->>0`)
    .orderBy(sql`day.value->>0`) satisfies PromiseLike<DayCount[]>
}
