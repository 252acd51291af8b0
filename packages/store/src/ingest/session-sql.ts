import { TYPE_CODES } from '../db/codes.js'
import { isNewEvent } from './row-sql.js'

/** The new events of sessions, each ranked within its session by time, ties by UUID: never by arrival. */
const rankedNewEvents = (condition: string) => `
  SELECT session_id, at, uuid, user_id, context_id,
         row_number() OVER (PARTITION BY session_id ORDER BY at, uuid) AS rank
  FROM event WHERE ${isNewEvent} AND session_id IS NOT NULL AND ${condition}`

const START = `
UPDATE session SET started_at = earliest.at, first_event_uuid = earliest.uuid, user_id = earliest.user_id
FROM (${rankedNewEvents('true')}) AS earliest
WHERE earliest.rank = 1 AND session.id = earliest.session_id
  AND (session.started_at IS NULL OR (earliest.at, earliest.uuid) < (session.started_at, session.first_event_uuid))`

const CONTEXT = `
UPDATE session SET context_id = earliest.context_id, context_at = earliest.at, context_event_uuid = earliest.uuid
FROM (${rankedNewEvents('context_id IS NOT NULL')}) AS earliest
WHERE earliest.rank = 1 AND session.id = earliest.session_id
  AND (session.context_at IS NULL OR (earliest.at, earliest.uuid) < (session.context_at, session.context_event_uuid))`

const ACTIVITY = `
UPDATE session SET
  last_at = max(coalesce(session.last_at, latest.at), latest.at),
  ended_at = CASE WHEN latest.ended_at IS NULL THEN session.ended_at
                  ELSE max(coalesce(session.ended_at, latest.ended_at), latest.ended_at) END,
  page_views = session.page_views + latest.page_views
FROM (
  SELECT session_id, max(at) AS at, max(CASE WHEN type = ${TYPE_CODES['session.end']} THEN at END) AS ended_at,
         count(CASE WHEN action_id = (SELECT id FROM label WHERE value = 'page_view') THEN 1 END) AS page_views
  FROM event WHERE ${isNewEvent} AND session_id IS NOT NULL GROUP BY session_id
) AS latest
WHERE session.id = latest.session_id`

/** A session whose events were all stored before, under another session, is none. */
const FORGET_EMPTY = 'DELETE FROM session WHERE started_at IS NULL'

/** Brings the sessions up to date from the new events alone, so that a repeated event changes nothing. */
export const updateSessions = [START, CONTEXT, ACTIVITY, FORGET_EMPTY]
