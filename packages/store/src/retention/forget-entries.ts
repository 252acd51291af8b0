import type { Client } from '@libsql/client'
import { type Dictionary, referredByEvents } from './references.js'

/** Entries of a dictionary that nothing referred to when the events up to `seenEventId` were stored. */
export type Unreferred = { dictionary: Dictionary; ids: number[]; seenEventId: number }

/**
 * Takes entries away, but for those that events refer to which came since. The newest entry stays in any case: the next
 * one must not get the number of one that is remembered somewhere.
 * @returns how many went
 */
export async function forgetEntries(client: Client, { dictionary, ids, seenEventId }: Unreferred): Promise<number> {
  const { rowsAffected } = await client.execute({
    sql: `DELETE FROM ${dictionary} WHERE id < (SELECT max(id) FROM ${dictionary}) AND id IN (
            SELECT value FROM json_each(:ids) EXCEPT SELECT id FROM (${referredByEvents(dictionary, 'event.id > :seenEventId')}))`,
    args: { ids: JSON.stringify(ids), seenEventId },
  })
  return rowsAffected
}
