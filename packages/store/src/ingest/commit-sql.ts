import type { InStatement } from '@libsql/client'
import { addGenerations, addTotals, EVERY_TIER } from '../rollups/apply.js'
import { addOpenStarts, closeStarts } from '../rollups/open-starts.js'
import { addSessions, takeOffSessions } from '../rollups/sessions.js'
import type { CommitGroup } from './commit-group.js'
import { eventColumns, field, isNewEvent, placeToId, uuidField } from './row-sql.js'
import { updateSessions } from './session-sql.js'

const MOVE_CURSOR = `
UPDATE ingest_cursor SET last_event_id = max(last_event_id, (SELECT coalesce(max(id), 0) FROM event))`

/** Without the copy, the row would be written out as text again for each of its fields. */
const WITH_ROWS = 'WITH row AS MATERIALIZED (SELECT key, value FROM json_each(?))'

const ADD_LABELS = 'INSERT INTO label (value) SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING'

const ADD_AGENTS = 'INSERT INTO agent (value) SELECT value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING'

const ADD_USERS = `
INSERT INTO user (app_id, external_id) SELECT value->>0, value->>1 FROM json_each(?)
WHERE true ON CONFLICT DO NOTHING`

const ADD_SESSIONS = `
INSERT INTO session (app_id, uuid) SELECT value->>0, unhex(value->>1, '-') FROM json_each(?)
WHERE true ON CONFLICT DO NOTHING`

const insertEvents = (columns: Record<string, string>, source: string) => `${WITH_ROWS}
INSERT INTO event (${Object.keys(columns).join(', ')})
SELECT ${Object.values(columns).join(',\n  ')}
FROM ${source} ON CONFLICT DO NOTHING`

const ADD_EVENTS = insertEvents(
  eventColumns({
    userId: `(SELECT id FROM user WHERE app_id = ${field('appId')} AND external_id = ${field('userId')})`,
    sessionId: `(SELECT id FROM session WHERE app_id = ${field('appId')} AND uuid = ${uuidField('sessionId')})`,
    at: field('at'),
  }),
  'row WHERE true ORDER BY row.key',
)

/** Where one session is ended twice in a group, the first end counts (`min` picks the row of the other columns). */
const ADD_ENDS = insertEvents(
  {
    ...eventColumns({ userId: 'session.user_id', sessionId: 'session.id', at: `max(${field('at')}, session.last_at)` }),
    id: placeToId('min(row.key)'),
  },
  `row JOIN session ON session.app_id = ${field('appId')} AND session.uuid = ${uuidField('sessionId')}
WHERE (session.ended_at IS NULL OR session.ended_at < session.last_at) AND session.last_at >= ${field('at')} - ?
GROUP BY session.id`,
)

/** The plus keeps the groups from being read off an index of all events that there are. */
const COUNT_EVENTS = `
UPDATE app SET event_count = event_count + added.events
FROM (SELECT app_id, count(*) AS events FROM event WHERE ${isNewEvent} GROUP BY +app_id) AS added
WHERE app.id = added.app_id`

const STORED_PLACES = `
SELECT json_group_array(id - 1 - (SELECT last_event_id FROM ingest_cursor)) AS places FROM event WHERE ${isNewEvent}`

const newEvents = { events: isNewEvent, targets: EVERY_TIER }

/** All that follows from the new events; the last answers which they are. */
const consequences = ({ has, labelsPerDay }: CommitGroup): InStatement[] => [
  addTotals(newEvents),
  ...(has.sessions ? [...takeOffSessions, ...updateSessions, ...addSessions] : []),
  ...(has.generations ? [...addGenerations(newEvents, labelsPerDay), ...closeStarts] : []),
  ...(has.starts ? addOpenStarts(newEvents) : []),
  COUNT_EVENTS,
  STORED_PLACES,
]

/** The statements that store the events of a group; the last one answers `places`. */
export const storeEvents = (group: CommitGroup): InStatement[] => [
  MOVE_CURSOR,
  { sql: ADD_LABELS, args: [group.labels] },
  { sql: ADD_AGENTS, args: [group.agents] },
  { sql: ADD_USERS, args: [group.users] },
  { sql: ADD_SESSIONS, args: [group.sessions] },
  { sql: ADD_EVENTS, args: [group.events] },
  ...consequences(group),
]

/** The statements that store the ends of a group, each unless its session has ended; the last one answers `places`. */
export const storeEnds = (group: CommitGroup): InStatement[] => [
  MOVE_CURSOR,
  { sql: ADD_AGENTS, args: [group.agents] },
  { sql: ADD_ENDS, args: [group.ends, group.sessionTimeoutMs] },
  ...consequences({ ...group, has: { sessions: true, generations: false, starts: false } }),
]
