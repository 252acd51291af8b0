import type { Health } from '@son1k/contract'
import type { Context } from '../context.js'

/**
 * Whether the server can do its work: the database is asked.
 * @throws AnalyticsError `STORE_UNAVAILABLE` when it does not answer
 */
export async function checkHealth({ store, appId, signal }: Context): Promise<Health> {
  return { status: 'healthy', activeSessions: await store.activeSessions(appId, { signal }) }
}
