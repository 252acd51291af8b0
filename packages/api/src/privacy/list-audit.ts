import type { AuditEntry } from '@son1k/contract'
import type { Context } from '../context.js'

/** What was done with persons' data, the newest first. */
export async function listAudit({ store, appId }: Context): Promise<AuditEntry[]> {
  const iso = (at: number) => new Date(at).toISOString()
  return (await store.people.audit(appId)).map(({ appId: _, at, finishedAt, ...entry }) => ({
    ...entry,
    at: iso(at),
    finishedAt: finishedAt === null ? null : iso(finishedAt),
  }))
}
