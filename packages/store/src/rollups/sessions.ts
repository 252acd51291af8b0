import { isNewEvent } from '../ingest/row-sql.js'
import { addToTotals, EVERY_TIER } from './apply.js'
import { hourIdAt } from './buckets.js'

// A session counts in the buckets of its start. What the sessions of new events added before is taken off, then the
// sessions are brought up to date, then what they are now is added.

const isNamedByNewEvent = `
  session.id IN (SELECT event.session_id FROM event WHERE ${isNewEvent} AND event.session_id IS NOT NULL)`

/** A new event is earlier than the session's first, so far: another bucket, or another user, may be its own. */
const startMoves = `EXISTS (
  SELECT 1 FROM event WHERE ${isNewEvent} AND event.session_id = session.id
  AND (event.at, event.uuid) < (session.started_at, session.first_event_uuid))`

const isCounted = 'session.hour_id IS NOT NULL'
const isToBeCounted = 'session.hour_id IS NULL AND session.started_at IS NOT NULL'
const hourOfStart = hourIdAt('session.app_id', 'session.started_at')

/** SQL that adds some sessions to the totals, or with −1 takes them off. */
export const addSessionTotals = (sessions: string, sign: 1 | -1, targets: string) =>
  addToTotals(
    ['sessions', 'session_ms'],
    `SELECT session.hour_id, ${sign} AS sessions, ${sign} * (session.last_at - session.started_at) AS session_ms
     FROM session WHERE ${sessions}`,
    targets,
  )

/** SQL that adds some sessions to the days of their users, or with −1 takes them off. */
export const addUserDays = (sessions: string, sign: 1 | -1, hourId = 'session.hour_id') => `
INSERT INTO user_day (day_id, user_id, sessions)
SELECT hour.day_id, session.user_id, ${sign} * count(*)
FROM session JOIN bucket AS hour ON hour.id = ${hourId} WHERE ${sessions}
GROUP BY hour.day_id, session.user_id
ON CONFLICT (day_id, user_id) DO UPDATE SET sessions = sessions + excluded.sessions`

const noteUsersChanged = (sessions: string, hourId = 'session.hour_id') => `
UPDATE bucket SET user_version = user_version + 1
WHERE id IN (SELECT hour.day_id FROM session JOIN bucket AS hour ON hour.id = ${hourId} WHERE ${sessions})`

const moved = `${isNamedByNewEvent} AND ${isCounted} AND ${startMoves}`

/** Before the sessions are updated. Those of which the start moves are left without a bucket. */
export const takeOffSessions = [
  addSessionTotals(`${isNamedByNewEvent} AND ${isCounted}`, -1, EVERY_TIER),
  addUserDays(moved, -1),
  noteUsersChanged(moved),
  `UPDATE session SET hour_id = NULL WHERE ${moved}`,
]

/** After the sessions were updated. */
export const addSessions = [
  addUserDays(isToBeCounted, 1, hourOfStart),
  noteUsersChanged(isToBeCounted, hourOfStart),
  `UPDATE session SET hour_id = ${hourOfStart} WHERE ${isToBeCounted}`,
  'DELETE FROM user_day WHERE sessions = 0',
  addSessionTotals(`${isNamedByNewEvent} AND ${isCounted}`, 1, EVERY_TIER),
]
