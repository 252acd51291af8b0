import { AnalyticsError } from '@son1k/contract/errors'
import { eq } from 'drizzle-orm'
import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import { app } from '../db/schema.js'
import type { Steps } from './steps.js'

export type Database = LibSQLDatabase

/** Whose data, and when it is now in milliseconds UTC: what every question is asked with. */
export type Asked = { appId: number; now: number; sessionTimeoutMs: number }

/**
 * A question, as a thread answers it. It calls `steps.check()` before each statement but the first, or walks over raw rows
 * with `walkBack`; each of its statements takes a moment only.
 */
export type Question<Asked, Answer> = (database: Database, asked: Asked, steps: Steps) => Promise<Answer>

/** What an app is, as far as questions need it; see the schema. */
type AppRow = { timeZone: string; eventCount: number; rawFrom: number; rollupsFrom: number; promptsFrom: number }

/** @throws AnalyticsError `NOT_FOUND` */
export async function appOf(database: Database, appId: number): Promise<AppRow> {
  const found = await database
    .select({
      timeZone: app.timeZone,
      eventCount: app.eventCount,
      rawFrom: app.rawFrom,
      rollupsFrom: app.rollupsFrom,
      promptsFrom: app.promptsFrom,
    })
    .from(app)
    .where(eq(app.id, appId))
    .get()
  if (!found) throw new AnalyticsError('NOT_FOUND', `There is no app ${appId}.`)
  return found
}
