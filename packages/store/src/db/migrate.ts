import { fileURLToPath } from 'node:url'
import type { Client } from '@libsql/client'
import { AnalyticsError } from '@son1k/contract/errors'
import { sql } from 'drizzle-orm'
import { migrate as applyMigrations } from 'drizzle-orm/libsql/migrator'
import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { hasKnownRemedy } from './failure.js'

export const MIGRATIONS_FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url))
const TABLE = '__drizzle_migrations'

/** How the schema of a database stands to this program's; `none` where it has none of it. */
export type SchemaState = 'current' | 'older' | 'newer' | 'none'

/**
 * Brings a database to the newest schema. All that is missing is applied in one transaction: a migration that fails, or
 * that is cut off, leaves the database as it was.
 * @throws AnalyticsError `STORE_UNAVAILABLE` when the database is newer than this program, or a migration fails
 */
export async function migrate(client: Client, migrationsFolder = MIGRATIONS_FOLDER): Promise<void> {
  if ((await schemaState(client, migrationsFolder)) === 'newer') {
    throw new AnalyticsError(
      'STORE_UNAVAILABLE',
      'The database was written by a newer version of this program. Install that version, or restore a backup made before it.',
    )
  }
  try {
    const database = drizzle(client)
    await applyMigrations(database, { migrationsFolder, migrationsTable: TABLE })
    // The migrator switches the checks on for its connection; the schema has none.
    await database.run(sql`PRAGMA foreign_keys = OFF`)
  } catch (cause) {
    // A full disk is no fault of the migration: who reads this should free some space, not go back a version.
    if (hasKnownRemedy(cause)) throw cause
    throw new AnalyticsError(
      'STORE_UNAVAILABLE',
      `The database could not be brought to this version and was left as it was: ${reasonOf(cause)}. Go back to the version that wrote it, and report this.`,
      { cause },
    )
  }
}

/** `newer` where a migration was applied that this program doesn't have, or in another order than it has them. */
export async function schemaState(client: Client, migrationsFolder = MIGRATIONS_FOLDER): Promise<SchemaState> {
  const known = readMigrationFiles({ migrationsFolder }).map((migration) => migration.folderMillis)
  const applied = await appliedMigrations(client)
  if (applied.length === 0) return 'none'
  if (applied.some((madeAt, index) => madeAt !== known[index])) return 'newer'
  return applied.length < known.length ? 'older' : 'current'
}

/** How many migrations a database with data has still to be given; none for a new one. */
export async function countPending(client: Client): Promise<number> {
  if ((await schemaState(client)) !== 'older') return 0
  const known = readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER })
  return known.length - (await appliedMigrations(client)).length
}

/** When each applied migration was made, in order; none for a new database. */
async function appliedMigrations(client: Client): Promise<number[]> {
  const tables = await client.execute({ sql: 'SELECT 1 FROM sqlite_master WHERE name = ?', args: [TABLE] })
  if (tables.rows.length === 0) return []
  const { rows } = await client.execute(`SELECT created_at FROM ${TABLE} ORDER BY created_at`)
  return rows.map((row) => Number(row.created_at))
}

const reasonOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))
