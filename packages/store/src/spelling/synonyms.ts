import type { Client } from '@libsql/client'
import { NAMED_DIMENSIONS, type NamedDimension, type NameSynonym } from '@son1k/contract/dimension'
import { AnalyticsError } from '@son1k/contract/errors'
import { LIMITS } from '@son1k/contract/limits'

/** The names that an app means the same by, in the order of their dimensions and names. */
export async function readSynonyms(client: Client, appId: number): Promise<NameSynonym[]> {
  const { rows } = await client.execute({
    sql: 'SELECT dimension, name, means FROM name_synonym WHERE app_id = ? ORDER BY dimension, name',
    args: [appId],
  })
  return rows.map(({ dimension, name, means }) => ({
    dimension: namedDimension(dimension),
    name: String(name),
    means: String(means),
  }))
}

/** Holds at run time: nothing else is written. */
const namedDimension = (value: unknown) => value as NamedDimension

/** Puts others in the place of an app's synonyms: all of them, or where one is wrong, none. */
export async function writeSynonyms(
  client: Client,
  { appId, synonyms }: { appId: number; synonyms: NameSynonym[] },
): Promise<void> {
  await client.batch(
    [
      { sql: 'DELETE FROM name_synonym WHERE app_id = ?', args: [appId] },
      {
        sql: `INSERT INTO name_synonym (app_id, dimension, name, means)
              SELECT ?, value->>'dimension', value->>'name', value->>'means' FROM json_each(?)
              WHERE true ON CONFLICT DO UPDATE SET means = excluded.means`,
        args: [appId, JSON.stringify(synonyms)],
      },
    ],
    'write',
  )
}

/** @throws AnalyticsError `VALIDATION_FAILED`, naming what is wrong */
export function checkSynonyms(synonyms: NameSynonym[]): void {
  const refuse = (path: string, message: string) => {
    throw new AnalyticsError('VALIDATION_FAILED', `${path} ${message}.`, { issues: [{ path, message }] })
  }
  if (synonyms.length > LIMITS.nameSynonyms) refuse('synonyms', `must be at most ${LIMITS.nameSynonyms}`)
  for (const [index, { dimension, name, means }] of synonyms.entries()) {
    if (!NAMED_DIMENSIONS.includes(dimension))
      refuse(`synonyms.${index}.dimension`, `must be one of ${NAMED_DIMENSIONS.join(', ')}`)
    for (const [field, text] of Object.entries({ name, means })) {
      if (text.trim() === '' || text.length > LIMITS.labelLength)
        refuse(`synonyms.${index}.${field}`, `must be 1 to ${LIMITS.labelLength} characters`)
    }
  }
}
