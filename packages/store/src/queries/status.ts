import { eq, gte, or, sql } from 'drizzle-orm'
import { run } from '../db/schema.js'
import type { StoreStatus } from '../store.js'
import { DAY_MS } from '../time/local-days.js'
import { availability } from './availability.js'
import { type Asked, appOf, type Database } from './question.js'
import type { Steps } from './steps.js'

/** `runId`: of the server that asks, which runs whatever its last heartbeat says. */
export type StatusAsked = Asked & { runId: number }

/** What the database can tell of itself. */
export async function status(database: Database, asked: StatusAsked, steps: Steps): Promise<Omit<StoreStatus, 'kind'>> {
  const { timeZone, eventCount } = await appOf(database, asked.appId)
  steps.check()
  const runs = await database
    .select({ id: run.id, from: run.startedAt, to: run.lastSeenAt })
    .from(run)
    .where(or(gte(run.lastSeenAt, asked.now - 32 * DAY_MS), eq(run.id, sql`(SELECT min(id) FROM run)`)))
  const seen = runs.map(({ id, from, to }) => ({ from, to: id === asked.runId ? Math.max(to, asked.now) : to }))
  return {
    bytes: await databaseBytes(database),
    events: eventCount,
    availability: availability(seen, { zone: timeZone, now: asked.now }),
  }
}

/** Null where the database doesn't tell: a remote one may refuse PRAGMAs. */
async function databaseBytes(database: Database): Promise<number | null> {
  try {
    const size = await database.get<{ bytes: number }>(
      sql`SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size`,
    )
    return size.bytes
  } catch {
    return null
  }
}
