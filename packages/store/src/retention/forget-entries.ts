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
  `DELETE FROM prompt_user WHERE label_id IN ${GONE}`,
]

/** The next entry must not get the number of one that is remembered somewhere: there the newest stays, or its number is noted. */
const CURSORS = { label: 'last_label_id', user: 'last_user_id', agent: null } as const
const noteLast = (dictionary: Dictionary) => {
  const column = CURSORS[dictionary]
  if (column === null) return []
  return [`UPDATE ingest_cursor SET ${column} = max(${column}, coalesce((SELECT max(id) FROM ${dictionary}), 0))`]
}
const isGoing = (dictionary: Dictionary) =>
  CURSORS[dictionary] === null ? `id < (SELECT max(id) FROM ${dictionary})` : 'true'

/**
 * Takes entries away, but for those that events refer to which came since.
 * @returns how many went
 */
export async function forgetEntries(client: Client, { dictionary, ids, seenEventId }: Unreferred): Promise<number> {
  const first = noteLast(dictionary)
  const results = await client.batch(
    [
      ...first,
      {
        sql: `DELETE FROM ${dictionary} WHERE ${isGoing(dictionary)} AND id IN (
            SELECT value FROM json_each(:ids) EXCEPT SELECT id FROM (${referredByEvents(dictionary, 'event.id > :seenEventId')}))`,
        args: { ids: JSON.stringify(ids), seenEventId },
      },
      ...(dictionary === 'label' ? OF_LABELS.map((sql) => ({ sql, args: { ids: JSON.stringify(ids) } })) : []),
    ],
    'write',
  )
  return results[first.length]?.rowsAffected ?? 0
}
