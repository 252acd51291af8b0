import type { Client } from '@libsql/client'
import type { Right } from '@son1k/contract'
import { AnalyticsError } from '@son1k/contract/errors'

const HOUR_MS = 3_600_000

/** A token that is made. `app` is a slug. */
export type MakingToken = { right: Right; app: string | null; label: string; hash: string; now: number }
/** What a token is replaced by. */
export type ReplacingToken = { id: number; hash: string; now: number }
/** `now`: milliseconds UTC. */
export type TokenAt = { id: number; now: number }

/** Keeps a token. Answers its id. */
export async function insertToken(client: Client, { right, app, label, hash, now }: MakingToken): Promise<number> {
  const appId = app === null ? null : await idOf(client, app)
  const { rows } = await client.execute({
    sql: 'INSERT INTO token (right, app_id, label, hash, created_at) VALUES (?, ?, ?, unhex(?), ?) RETURNING id',
    args: [right, appId, label, hash, now],
  })
  return Number(rows[0]?.id)
}

/** Makes a token like another one, with another secret, and revokes that one. Answers the id. */
export async function replaceToken(client: Client, { id, hash, now }: ReplacingToken): Promise<number> {
  const [made] = await client.batch(
    [
      {
        sql: `INSERT INTO token (right, app_id, label, hash, created_at)
              SELECT right, app_id, label, unhex(?), ? FROM token WHERE id = ? AND revoked_at IS NULL RETURNING id`,
        args: [hash, now, id],
      },
      { sql: 'UPDATE token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL', args: [now, id] },
    ],
    'write',
  )
  const row = made?.rows[0]
  if (row === undefined) throw new AnalyticsError('NOT_FOUND', `There is no token ${id} that is good: make a new one`)
  return Number(row.id)
}

/** Makes a token useless, for ever. */
export async function revokeToken(client: Client, { id, now }: TokenAt): Promise<void> {
  const { rowsAffected } = await client.execute({
    sql: 'UPDATE token SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?',
    args: [now, id],
  })
  if (rowsAffected === 0) throw new AnalyticsError('NOT_FOUND', `There is no token ${id}`)
}

/** Notes the hour in which a token was used. */
export async function noteTokenUse(client: Client, { id, now }: TokenAt): Promise<void> {
  const hour = now - (now % HOUR_MS)
  await client.execute({
    sql: 'UPDATE token SET last_used_at = ? WHERE id = ? AND coalesce(last_used_at, 0) < ?',
    args: [hour, id, hour],
  })
}

async function idOf(client: Client, slug: string): Promise<number> {
  const { rows } = await client.execute({ sql: 'SELECT id FROM app WHERE slug = ?', args: [slug] })
  if (rows[0] === undefined) throw new AnalyticsError('NOT_FOUND', `There is no app ${slug}`)
  return Number(rows[0].id)
}
