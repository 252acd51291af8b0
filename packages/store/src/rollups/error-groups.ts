import type { Client, InStatement } from '@libsql/client'
import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import { PAGE_ERROR, pageErrorGroup } from '../ingest/event-row.js'
import { fingerprint } from '../ingest/fingerprint.js'

// Each error has the number of its fingerprint, which the commit that stores it works out. A rebuild gives it to those that
// an older version has stored, or that another rule has grouped.

/** SQL condition: the event is an error that has a group. */
export const isError = `((event.type = ${TYPE_CODES.generation} AND event.outcome = ${OUTCOME_CODES.failed} AND event.error_id IS NOT NULL)
  OR (event.type = ${TYPE_CODES.interaction} AND event.action_id = (SELECT id FROM label WHERE value = '${PAGE_ERROR}')))`

const STACK = `CASE json_type(event.metadata, '$.error_stack') WHEN 'text' THEN event.metadata->>'error_stack' END`

/** The statements that give the errors among some events their groups, and no others. */
export async function groupErrors(client: Client, events: string): Promise<InStatement[]> {
  const { rows } = await client.execute(`
    SELECT event.id, event.type, message.value AS message, ${STACK} AS stack
    FROM event LEFT JOIN label AS message
      ON message.id = CASE event.type WHEN ${TYPE_CODES.generation} THEN event.error_id ELSE event.value_id END
    WHERE ${events} AND ${isError}`)
  const groups = rows.map(({ id, type, message, stack }) => {
    const text = message === null ? '' : String(message)
    return [id, type === TYPE_CODES.generation ? fingerprint(text) : pageErrorGroup(text, stack)]
  })
  const args = [JSON.stringify(groups)]
  return [
    {
      sql: 'INSERT INTO label (value) SELECT DISTINCT value->>1 FROM json_each(?) WHERE true ON CONFLICT DO NOTHING',
      args,
    },
    {
      sql: `UPDATE event SET error_group_id = named.id
        FROM json_each(?) AS list CROSS JOIN label AS named ON named.value = list.value->>1
        WHERE event.id = list.value->>0 AND event.error_group_id IS NOT named.id`,
      args,
    },
    `UPDATE event SET error_group_id = NULL WHERE ${events} AND event.error_group_id IS NOT NULL AND NOT coalesce(${isError}, false)`,
  ]
}
