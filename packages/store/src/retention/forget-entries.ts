import type { Client } from '@libsql/client'
import { FOLDS } from '../spelling/spelled.js'
import { type Dictionary, referredByEvents } from './references.js'

/** Entries of a dictionary that nothing referred to when the events up to `seenEventId` were stored. */
export type Unreferred = { dictionary: Dictionary; ids: number[]; seenEventId: number }

const GONE = '(SELECT value FROM json_each(:ids) WHERE value NOT IN (SELECT id FROM label))'
/** What is known of labels beside the dictionary goes with them. */
const OF_LABELS = [
  `DELETE FROM spelling WHERE dimension IN (${[...FOLDS.keys()].join(', ')}) AND label_id IN ${GONE}`,
  `DELETE FROM unsearchable_prompt WHERE label_id IN ${GONE}`,
  `DELETE FROM prompt_search WHERE rowid IN ${GONE}`,
]

/**
 * Takes entries away, but for those that events refer to which came since. The newest entry stays in any case: the next
 * one must not get the number of one that is remembered somewhere.
 * @returns how many went
 */
export async function forgetEntries(client: Client, { dictionary, ids, seenEventId }: Unreferred): Promise<number> {
  const results = await client.batch(
    [
      {
        sql: `DELETE FROM ${dictionary} WHERE id < (SELECT max(id) FROM ${dictionary}) AND id IN (
            SELECT value FROM json_each(:ids) EXCEPT SELECT id FROM (${referredByEvents(dictionary, 'event.id > :seenEventId')}))`,
        args: { ids: JSON.stringify(ids), seenEventId },
      },
      ...(dictionary === 'label' ? OF_LABELS.map((sql) => ({ sql, args: { ids: JSON.stringify(ids) } })) : []),
    ],
    'write',
  )
  return results[0]?.rowsAffected ?? 0
}
