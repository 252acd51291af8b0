import { createHash } from 'node:crypto'
import type { Client } from '@libsql/client'
import { AnalyticsError } from '@son1k/contract/errors'

/** What can be done with a person's data on demand. */
type AuditAction = 'export' | 'erase'

/** A person of an app, and who asks for their data, in words. `now`: milliseconds UTC. */
export type PersonAsked = { appId: number; userId: string; actor: string; now: number }

/** What was done with a person's data. Times in milliseconds UTC. */
export type AuditEntry = {
  id: number
  at: number
  /** Null: under way. */
  finishedAt: number | null
  actor: string
  action: AuditAction
  appId: number
  /** SHA-256 of the person's id, in hexadecimal digits: whoever knows the id can tell that it was them. */
  subject: string
  events: number
  sessions: number
}

/** An erasure that is under way: `userNumber` stands for the person. */
export type Erasure = { auditId: number; appId: number; userNumber: number }

const ENTRIES = 1_000

const hashOfPerson = (userId: string): Buffer => createHash('sha256').update(userId).digest()

/** The newest entries of an app, the newest first. */
export async function readAudit(client: Client, appId: number): Promise<AuditEntry[]> {
  const { rows } = await client.execute({
    sql: `SELECT *, lower(hex(subject)) AS hash FROM audit WHERE app_id = ? ORDER BY id DESC LIMIT ${ENTRIES}`,
    args: [appId],
  })
  return rows.map((row) => ({
    id: Number(row.id),
    at: Number(row.at),
    finishedAt: row.finished_at === null ? null : Number(row.finished_at),
    actor: String(row.actor),
    action: row.action === 'erase' ? 'erase' : 'export',
    appId: Number(row.app_id),
    subject: String(row.hash),
    events: Number(row.events),
    sessions: Number(row.sessions),
  }))
}

type Exported = PersonAsked & { events: number; sessions: number }

export async function noteExport(client: Client, { appId, userId, actor, now, events, sessions }: Exported) {
  await client.execute({
    sql: `INSERT INTO audit (at, finished_at, actor, action, app_id, subject, events, sessions)
          VALUES (?, ?, ?, 'export', ?, ?, ?, ?)`,
    args: [now, now, actor, appId, hashOfPerson(userId), events, sessions],
  })
}

/**
 * Begins an erasure: from here on nothing tells whose the person's number was, and whoever comes with the same id is a new
 * person. What is left to do is known by its entry, also after a crash.
 * @returns the number of its entry
 * @throws AnalyticsError `NOT_FOUND`
 */
export async function beginErasure(client: Client, { appId, userId, actor, now }: PersonAsked): Promise<number> {
  const [begun] = await client.batch(
    [
      {
        sql: `INSERT INTO audit (at, actor, action, app_id, subject, user_id)
              SELECT ?, ?, 'erase', app_id, ?, id FROM user WHERE app_id = ? AND external_id = ?`,
        args: [now, actor, hashOfPerson(userId), appId, userId],
      },
      'UPDATE ingest_cursor SET last_user_id = max(last_user_id, coalesce((SELECT max(id) FROM user), 0))',
      {
        sql: `DELETE FROM prompt_user WHERE user_id IN (SELECT id FROM user WHERE app_id = ? AND external_id = ?)`,
        args: [appId, userId],
      },
      { sql: 'DELETE FROM user WHERE app_id = ? AND external_id = ?', args: [appId, userId] },
    ],
    'write',
  )
  if (begun?.rowsAffected !== 1) throw new AnalyticsError('NOT_FOUND', `There is no user ${JSON.stringify(userId)}.`)
  return Number(begun.lastInsertRowid)
}

/** The erasures that are under way, in the order that they were begun. */
export async function readErasures(client: Client): Promise<Erasure[]> {
  const { rows } = await client.execute('SELECT id, app_id, user_id FROM audit WHERE user_id IS NOT NULL ORDER BY id')
  return rows.map((row) => ({ auditId: Number(row.id), appId: Number(row.app_id), userNumber: Number(row.user_id) }))
}

/** Notes that all is done. */
export async function endErasure(client: Client, { auditId, now }: { auditId: number; now: number }): Promise<void> {
  await client.batch(
    [
      { sql: 'DELETE FROM erasure_item WHERE audit_id = ?', args: [auditId] },
      { sql: 'UPDATE audit SET finished_at = ?, user_id = NULL WHERE id = ?', args: [now, auditId] },
    ],
    'write',
  )
}
