import type { Client } from '@libsql/client'
import type { Right } from '@son1k/contract'
import type { RegistryContent } from './registry.js'

const APPS = 'SELECT id, slug, name, time_zone, origins, retention_days, requires_key, created_at FROM app ORDER BY id'
const TOKENS = `
SELECT id, right, app_id, label, lower(hex(hash)) AS hash, created_at, last_used_at, revoked_at FROM token ORDER BY id`

const LOGINS = `
SELECT lower(hex(hash)) AS hash, token_id, iif(proof IS NULL, NULL, lower(hex(proof))) AS proof, ends_at
FROM login_session ORDER BY ends_at`

/** All apps, tokens and logins. */
export async function readRegistry(client: Client): Promise<RegistryContent> {
  const apps = await client.execute(APPS)
  const tokens = await client.execute(TOKENS)
  const logins = await client.execute(LOGINS)
  return {
    apps: apps.rows.map((row) => ({
      id: Number(row.id),
      slug: String(row.slug),
      name: String(row.name),
      timeZone: String(row.time_zone),
      origins: row.origins === null ? null : toOrigins(String(row.origins)),
      retentionDays: numberOf(row.retention_days),
      requiresKey: row.requires_key === 1,
      createdAt: new Date(Number(row.created_at)).toISOString(),
    })),
    tokens: tokens.rows.map((row) => ({
      id: Number(row.id),
      right: toRight(row.right),
      appId: numberOf(row.app_id),
      label: String(row.label),
      hash: String(row.hash),
      createdAt: new Date(Number(row.created_at)).toISOString(),
      lastUsedAt: timeOf(row.last_used_at),
      revokedAt: timeOf(row.revoked_at),
    })),
    logins: logins.rows.map((row) => ({
      hash: String(row.hash),
      tokenId: numberOf(row.token_id),
      proof: row.proof === null ? null : String(row.proof),
      endsAt: Number(row.ends_at),
    })),
  }
}

const numberOf = (value: unknown) => (value === null || value === undefined ? null : Number(value))
const timeOf = (value: unknown) =>
  value === null || value === undefined ? null : new Date(Number(value)).toISOString()
/** Hold at run time: only checked ones are written. */
const toOrigins = (text: string) => JSON.parse(text) as string[]
const toRight = (value: unknown) => value as Right
