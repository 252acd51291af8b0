import type { Client } from '@libsql/client'
import { TYPE_CODES } from '../db/codes.js'
import { IMPORT_AGENT } from '../ingest/import-agent.js'
import { OTHER_LABEL, TIERS } from '../rollups/define.js'
import { keepKey } from '../rollups/keeps.js'
import { DAY_MS } from '../time/local-days.js'
import type { Erasure } from './audit-log.js'
import { ITEMS } from './erasure-items.js'
import type { SessionLeft } from './find-person.js'

const GONE = 'event.id IN (SELECT value FROM json_each(:ids))'
const note = (kind: keyof typeof ITEMS, select: string) =>
  `INSERT OR IGNORE INTO erasure_item (audit_id, kind, value) SELECT DISTINCT :auditId, ${ITEMS[kind]}, ${select}`

const KEEPS = `FROM event JOIN event AS made ON made.app_id = event.app_id AND made.type = ${TYPE_CODES.generation}`
const OF_KEEPS = `JOIN bucket ON bucket.id = made.hour_id
  WHERE ${GONE} AND event.type = ${TYPE_CODES.interaction} AND event.kept = 1`

const ERASE_EVENTS = [
  note('day', `day_id FROM event JOIN bucket ON bucket.id = event.hour_id WHERE ${GONE}`),
  // What they kept was somebody's generation, of an earlier day perhaps.
  note(
    'day',
    `day_id ${KEEPS} AND made.generation_id IS NOT NULL AND made.generation_id = event.generation_id ${OF_KEEPS}`,
  ),
  note(
    'day',
    `day_id ${KEEPS} AND made.generation_id IS NULL AND made.uuid = unhex(event.generation_id, '-') ${OF_KEEPS}`,
  ),
  // Another start of the same generation is no repetition any more.
  note(
    'day',
    `day_id FROM event JOIN open_start ON open_start.app_id = event.app_id
     AND open_start.generation_id = event.generation_id JOIN bucket ON bucket.id = open_start.hour_id
     WHERE ${GONE} AND event.type = ${TYPE_CODES['generation.start']}`,
  ),
  note('session', `session_id FROM event WHERE ${GONE} AND session_id IS NOT NULL`),
  note(
    'track',
    `coalesce(${keepKey('generation_id')}, uuid) FROM event WHERE ${GONE} AND type = ${TYPE_CODES.generation}`,
  ),
  note(
    'label',
    `label.value FROM event, json_each(json_array(prompt_id, error_id, error_group_id)) AS label
     WHERE ${GONE} AND label.value <> ${OTHER_LABEL}`,
  ),
  // A rebuild leaves the open starts of the first day that is kept.
  `DELETE FROM open_start WHERE at >= (SELECT raw_from FROM app WHERE app.id = open_start.app_id)
   AND (app_id, generation_id, at) IN (SELECT app_id, generation_id, at FROM event
     WHERE ${GONE} AND type = ${TYPE_CODES['generation.start']})
   AND NOT EXISTS (SELECT 1 FROM event WHERE event.app_id = open_start.app_id
     AND event.type = ${TYPE_CODES['generation.start']} AND event.at = open_start.at
     AND event.generation_id = open_start.generation_id AND NOT ${GONE})`,
  // An import that is run again doesn't bring them back.
  `INSERT INTO imported_event (app_id, uuid) SELECT app_id, uuid FROM event
   WHERE ${GONE} AND agent_id = (SELECT id FROM agent WHERE value = :importAgent) ON CONFLICT DO NOTHING`,
  `UPDATE app SET event_count = event_count - (SELECT count(*) FROM event WHERE ${GONE}) WHERE id = :appId`,
  `UPDATE audit SET events = events + (SELECT count(*) FROM event WHERE ${GONE}) WHERE id = :auditId`,
  `DELETE FROM event WHERE ${GONE}`,
]

/** Takes some events of a person away, and notes what has to be seen to then. */
export async function eraseEvents(
  client: Client,
  { auditId, appId, ids }: Pick<Erasure, 'auditId' | 'appId'> & { ids: number[] },
): Promise<void> {
  const all = { auditId, appId, ids: JSON.stringify(ids), importAgent: IMPORT_AGENT }
  await client.batch(
    ERASE_EVENTS.map((sql) => ({ sql, args: argsIn(sql, all) })),
    'write',
  )
}

/** The driver refuses an argument that a statement doesn't name. */
const argsIn = <Args extends Record<string, unknown>>(sql: string, all: Args) =>
  Object.fromEntries(Object.entries(all).filter(([name]) => sql.includes(`:${name}`))) as Partial<Args> as Args

/** Notes days of which the sums have to be made anew. */
export async function noteDays(
  client: Client,
  { auditId, dayIds }: { auditId: number; dayIds: number[] },
): Promise<void> {
  await client.execute({
    sql: `INSERT OR IGNORE INTO erasure_item SELECT ?, ${ITEMS.day}, value FROM json_each(?)`,
    args: [auditId, JSON.stringify(dayIds)],
  })
}

const LEFT = 'SELECT * FROM event WHERE session_id = :id AND (id IN (SELECT value FROM json_each(:ids)) OR id > :seen)'
const FIRST = 'FROM left ORDER BY at, uuid LIMIT 1'
const OF_CONTEXT = `FROM left WHERE type = ${TYPE_CODES['session.start']} AND context_id IS NOT NULL ORDER BY at, uuid LIMIT 1`
/** Where its start lies below the watermark, its first events are gone and it stays where it was counted. */
const IS_WHOLE = '(started_at >= (SELECT raw_from FROM app WHERE app.id = session.app_id))'
const whole = (column: string, value: string) => `${column} = CASE WHEN ${IS_WHOLE} THEN ${value} ELSE ${column} END`

const MEND_SESSION = [
  `INSERT OR IGNORE INTO erasure_item SELECT :auditId, ${ITEMS.day}, day.id
   FROM session JOIN bucket AS day ON day.app_id = session.app_id AND day.tier = ${TIERS.day}
   AND day.starts_at > session.started_at - ${2 * DAY_MS} AND day.starts_at <= session.last_at
   AND day.ends_at > session.started_at WHERE session.id = :id`,
  `UPDATE audit SET sessions = sessions + 1 WHERE id = :auditId AND EXISTS (SELECT 1 FROM session WHERE id = :id)
   AND NOT EXISTS (${LEFT})`,
  `DELETE FROM session WHERE id = :id AND NOT EXISTS (${LEFT})`,
  `WITH left AS MATERIALIZED (${LEFT})
   UPDATE session SET
     user_id = CASE WHEN ${IS_WHOLE} OR NOT EXISTS (SELECT 1 FROM user WHERE user.id = session.user_id)
               THEN (SELECT user_id ${FIRST}) ELSE user_id END,
     ${whole('started_at', `(SELECT at ${FIRST})`)}, ${whole('first_event_uuid', `(SELECT uuid ${FIRST})`)},
     ${whole('hour_id', `(SELECT hour_id ${FIRST})`)},
     last_at = (SELECT max(at) FROM left),
     ended_at = (SELECT max(at) FROM left WHERE type = ${TYPE_CODES['session.end']}),
     ${whole('page_views', `(SELECT count(*) FROM left WHERE action_id = (SELECT id FROM label WHERE value = 'page_view'))`)},
     ${whole('context_id', `(SELECT context_id ${OF_CONTEXT})`)}, ${whole('context_at', `(SELECT at ${OF_CONTEXT})`)},
     ${whole('context_event_uuid', `(SELECT uuid ${OF_CONTEXT})`)}
   WHERE id = :id`,
]

/** Makes sessions what the events that are left of them say; those of which none is left go. */
export async function mendSessions(
  client: Client,
  { auditId, sessions }: { auditId: number; sessions: SessionLeft[] },
): Promise<void> {
  await client.batch(
    sessions.flatMap(({ id, eventIds, seenEventId }) => {
      const all = { auditId, id, ids: JSON.stringify(eventIds), seen: seenEventId }
      return MEND_SESSION.map((sql) => ({ sql, args: argsIn(sql, all) }))
    }),
    'write',
  )
}
