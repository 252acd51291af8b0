import { AnalyticsError } from '@son1k/contract/errors'
import { and, eq } from 'drizzle-orm'
import { user } from '../db/schema.js'
import type { Database } from './question.js'

/**
 * The number that stands for a user everywhere.
 * @throws AnalyticsError `NOT_FOUND`
 */
export async function userNumber(database: Database, appId: number, userId: string): Promise<number> {
  const [found] = await database
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.appId, appId), eq(user.externalId, userId)))
  if (!found) throw new AnalyticsError('NOT_FOUND', `There is no user ${JSON.stringify(userId)}.`)
  return found.id
}
