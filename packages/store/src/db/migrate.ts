import { fileURLToPath } from 'node:url'
import type { Client } from '@libsql/client'
import { AnalyticsError } from '@son1k/contract/errors'
import { sql } from 'drizzle-orm'
import { migrate as applyMigrations } from 'drizzle-orm/libsql/migrator'
import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url))
const TABLE = '__drizzle_migrations'

/**
 * Brings a database to the newest schema. All that is missing is applied in one transaction: a migration that fails
 * leaves the database as it was.
 * @throws AnalyticsError `STORE_UNAVAILABLE` when the database is newer than this program, or a migration fails
 */
export async function migrate(client: Client, migrationsFolder = MIGRATIONS_FOLDER): Promise<void> {
  const database = drizzle(client)
  const newestKnown = Math.max(...readMigrationFiles({ migrationsFolder }).map((migration) => migration.folderMillis))
  if ((await newestApplied(client)) > newestKnown) {
    throw new AnalyticsError(
      'STORE_UNAVAILABLE',
      'The database was written by a newer version of this program. Install that version, or restore a backup made before it.',
    )
  }
  try {
    await applyMigrations(database, { migrationsFolder, migrationsTable: TABLE })
    // The migrator switches the checks on for its connection; the schema has none.
    await database.run(sql`PRAGMA foreign_keys = OFF`)
  } catch (cause) {
    throw new AnalyticsError(
      'STORE_UNAVAILABLE',
      `The database could not be brought to this version and was left as it was: ${reasonOf(cause)}. Go back to the version that wrote it, and report this.`,
      { cause },
    )
  }
}

/** When the newest applied migration was made; 0 for a database without any. */
async function newestApplied(client: Client): Promise<number> {
  const tables = await client.execute({ sql: 'SELECT 1 FROM sqlite_master WHERE name = ?', args: [TABLE] })
  if (tables.rows.length === 0) return 0
  const newest = await client.execute(`SELECT max(created_at) AS created_at FROM ${TABLE}`)
  return Number(newest.rows[0]?.created_at ?? 0)
}

const reasonOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))
