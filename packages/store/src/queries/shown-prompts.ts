import type { Dimension } from '@son1k/contract'
import { type SQL, sql } from 'drizzle-orm'
import { OTHER_LABEL } from '../rollups/define.js'
import { isKnownPrompt } from '../rollups/prompt-users.js'
import { listOf } from './covered.js'
import { type Key, sourceOf } from './dimensions.js'
import { textsOf } from './key-texts.js'
import type { Database } from './question.js'

/** SQL condition, as text: as many people have used a prompt, whose number is given by SQL, as are needed to show it. */
export const isShownPrompt = (labelId: string, appId: number): string =>
  `((SELECT prompt_min_users FROM ingest_cursor) = 1 OR ${isKnownPrompt(labelId, String(appId))})`

/** SQL of what is another value whenever a prompt is shown that was not. */
export const SHOWN_VERSION: SQL = sql.raw(`(
  SELECT concat_ws(' ', prompt_min_users, (SELECT max(last_at) FROM prompt_user WHERE user_id = 0)) FROM ingest_cursor)`)

/** The same of the database as it is. */
export async function shownVersion(database: Database): Promise<string> {
  const [row] = await database.all<{ version: string }>(sql`SELECT ${SHOWN_VERSION} AS version`)
  return row?.version ?? ''
}

type Asked = { dimension: Dimension; appId: number }

/** The values that some keys of a dimension stand for, of raw rows; none of prompts that are not told, or not shown. */
export async function toldTexts(
  database: Database,
  keys: (number | string)[],
  { dimension, appId }: Asked,
): Promise<Map<Key, string>> {
  const told = keys.filter((key) => !isUntold(dimension, key))
  if (dimension !== 'prompt') return textsOf(database, told, dimension)
  const rows = await database.all<{ id: number }>(sql`
    SELECT value AS id FROM ${listOf(told.map(Number))} WHERE ${sql.raw(isShownPrompt('value', appId))}`)
  return textsOf(
    database,
    rows.map(({ id }) => id),
    dimension,
  )
}

/** Whether a key, of raw rows, is that of values which are not told any more. */
export const isUntold = (dimension: Dimension, key: Key): boolean =>
  key === OTHER_LABEL && sourceOf(dimension).keys === 'labels'
