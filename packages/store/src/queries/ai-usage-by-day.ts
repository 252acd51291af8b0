import { and, count, eq, sql } from 'drizzle-orm'
import { event } from '../db/schema.js'
import { localDays } from '../time/local-days.js'
import type { Database } from './question.js'
import { finishedGenerations, type Scope } from './window.js'

/** Succeeded and failed generations made with AI, by day in `zone`; days without any are not listed. */
export const aiUsageByDay = (database: Database, scope: Scope & { zone: string }) => {
  const { appId, zone, from, readTo } = scope
  const days = JSON.stringify(localDays(zone, from, readTo).map((day) => [day.date, day.from, day.to]))
  // A cross join keeps its order: each day reads its own part of the index, once.
  return database
    .select({ date: sql<string>`day.value->>0`, count: count() })
    .from(sql`json_each(${days}) AS day`)
    .crossJoin(event)
    .where(
      and(
        finishedGenerations({ appId, from: sql`day.value->>1`, readTo: sql`day.value->>2` }),
        eq(event.aiEnhanced, 1),
      ),
    )
    .groupBy(sql`day.value->>0`)
    .orderBy(sql`day.value->>0`)
}
