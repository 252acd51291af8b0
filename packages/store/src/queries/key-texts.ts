import type { Dimension } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { listOf } from './covered.js'
import { type Key, sourceOf } from './dimensions.js'
import type { Database } from './question.js'

/** The values that some keys of a dimension stand for. */
export async function textsOf(
  database: Database,
  keys: (number | string)[],
  dimension: Dimension,
): Promise<Map<Key, string>> {
  const { keys: kind } = sourceOf(dimension)
  if (kind === 'texts') return new Map(keys.map((key) => [key, String(key)]))
  if (kind !== 'labels') return new Map(keys.map((key) => [key, kind.toText(Number(key))]))
  const rows = await database.all<{ id: number; value: string }>(
    sql`SELECT id, value FROM label WHERE id IN ${listOf(keys.map(Number))}`,
  )
  return new Map(rows.map(({ id, value }) => [id, value]))
}
