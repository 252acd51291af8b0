import { addUp } from '../db/insert.js'
import { addBins, addToTotals } from './apply.js'
import { binnedSessions } from './histogram.js'

// A session counts in the buckets of its start.

/** SQL that adds some sessions to the totals. */
export const addSessionTotals = (sessions: string) =>
  addToTotals(
    ['sessions', 'session_ms'],
    `SELECT session.hour_id, 1 AS sessions, session.last_at - session.started_at AS session_ms
     FROM session WHERE ${sessions}`,
  )

/** SQL that adds the lengths of some sessions to the histograms. */
export const addSessionLengths = (sessions: string) => addBins(binnedSessions(sessions))

/** SQL that adds some sessions to the days of their users. */
export const addUserDays = (sessions: string) => `
INSERT INTO user_day (day_id, user_id, sessions)
SELECT hour.day_id, session.user_id, count(*)
FROM session JOIN bucket AS hour ON hour.id = session.hour_id WHERE ${sessions}
GROUP BY hour.day_id, session.user_id
ON CONFLICT (day_id, user_id) ${addUp(['sessions'])}`
