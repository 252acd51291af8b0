import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import type { Answer, Question, Transaction } from '../db/transaction.js'
import { type Quarter, quarterOf } from '../rollups/buckets.js'
import { KeptTracks, keepsTrack } from '../rollups/kept-tracks.js'
import { isFinishedOutcome } from '../rollups/measure.js'
import { StartedTracks } from '../rollups/started-tracks.js'
import { AGENTS, Dictionary, LABELS, USERS, userKey } from './dictionary.js'
import { type EncodedRow, FIELD, LABEL_FIELDS } from './encoded-row.js'
import { IMPORT_AGENT } from './import-agent.js'
import type { NextIds, WriterMemory } from './memory.js'
import { Sessions } from './sessions.js'
import { StoredEvents } from './stored-events.js'

/** What the database has that the events of a group refer to. */
export type Lookup = {
  labels: Dictionary
  agents: Dictionary
  users: Dictionary
  sessions: Sessions
  stored: StoredEvents
  tracks: StartedTracks
  kept: KeptTracks
  nextEventId: number
}

const NEXT_IDS = `
SELECT (SELECT max(id) FROM label), (SELECT max(id) FROM agent), (SELECT max(id) FROM user),
       (SELECT max(id) FROM session), (SELECT max(id) FROM event), (SELECT last_event_id FROM ingest_cursor),
       (SELECT last_label_id FROM ingest_cursor), (SELECT last_user_id FROM ingest_cursor)`

/** Asks all of it at once; what the memory has is not asked. */
export async function lookUp(
  transaction: Transaction,
  memory: WriterMemory,
  { events, ends }: { events: EncodedRow[]; ends: EncodedRow[] },
): Promise<Lookup> {
  const lookup = {
    labels: new Dictionary(LABELS, memory.labels),
    agents: new Dictionary(AGENTS, memory.agents),
    users: new Dictionary(USERS, memory.users),
    sessions: new Sessions(),
    stored: new StoredEvents(),
    tracks: new StartedTracks(memory.areSomeStartsOpen),
    kept: new KeptTracks(memory.areSomeKeeps),
  }
  const quarters: Quarter[] = []
  for (const row of events) {
    wantOfEvent(lookup, row)
    quarters.push([row[FIELD.appId], quarterOf(row[FIELD.at])])
  }
  for (const row of ends) {
    lookup.agents.want(row[FIELD.agent])
    const sessionId = row[FIELD.sessionId]
    if (sessionId !== null) lookup.sessions.want(row[FIELD.appId], sessionId)
  }
  const missing = memory.hours.missing(quarters)
  const { labels, agents, users, sessions, stored, tracks, kept } = lookup
  const parts: Question[][] = [
    memory.nextIds ? [] : [{ sql: NEXT_IDS, args: [] }],
    labels.questions(),
    agents.questions(),
    users.questions(),
    stored.questions(),
    sessions.questions(),
    tracks.questions(),
    kept.questions(),
    memory.hours.questions(missing),
  ]
  const answers = await transaction.read(parts.flat())
  const [ids, ofLabels, ofAgents, ofUsers, ofStored, ofSessions, ofTracks, ofKept, ofHours] = parts.map((part) =>
    answers.splice(0, part.length),
  )
  const next = memory.nextIds ?? nextIds(ids?.[0])
  labels.learn(ofLabels?.[0], next.label)
  agents.learn(ofAgents?.[0], next.agent)
  users.learn(ofUsers?.[0], next.user)
  stored.learn(ofStored ?? [])
  sessions.learn(ofSessions ?? [], next.session)
  tracks.learn(ofTracks ?? [])
  kept.learn(ofKept ?? [])
  memory.hours.learn(missing, ofHours?.[0])
  await memory.hours.make(transaction, memory.hours.missing(missing))
  return { ...lookup, nextEventId: next.event }
}

function wantOfEvent(
  { labels, agents, users, sessions, stored, tracks, kept }: Omit<Lookup, 'nextEventId'>,
  row: EncodedRow,
) {
  const appId = row[FIELD.appId]
  const uuid = row[FIELD.uuid]
  const generationId = row[FIELD.generationId]
  stored.want(appId, uuid, { isImported: row[FIELD.agent] === IMPORT_AGENT })
  agents.want(row[FIELD.agent])
  users.want(userKey(appId, row[FIELD.userId]))
  for (const field of LABEL_FIELDS) {
    const text = row[field]
    if (text !== null) labels.want(text)
  }
  if (isFinishedOutcome(row[FIELD.outcome])) for (const name of instrumentsOf(row)) labels.want(name)
  const sessionId = row[FIELD.sessionId]
  if (sessionId !== null) sessions.want(appId, sessionId)
  if (row[FIELD.type] === TYPE_CODES['generation.start'] && generationId !== null) tracks.wantStart(appId, generationId)
  if (row[FIELD.type] === TYPE_CODES.generation) tracks.wantEnd(appId, generationId, uuid)
  if (row[FIELD.outcome] === OUTCOME_CODES.succeeded) kept.wantGeneration(appId, generationId, uuid)
  if (keepsTrack(row[FIELD.action], generationId)) kept.wantKeep(appId, generationId)
}

/** Holds at run time: the field is a JSON array of texts. */
export function instrumentsOf(row: EncodedRow): string[] {
  const list = row[FIELD.instruments]
  return list === null ? [] : (JSON.parse(list) as string[])
}

function nextIds(answer: Answer | undefined): NextIds {
  const [label, agent, user, session, event, lastEvent, lastLabel, lastUser] = (answer?.[0] ?? []).map(Number)
  return {
    label: Math.max(label ?? 0, lastLabel ?? 0) + 1,
    agent: (agent ?? 0) + 1,
    user: Math.max(user ?? 0, lastUser ?? 0) + 1,
    session: (session ?? 0) + 1,
    event: Math.max(event ?? 0, lastEvent ?? 0) + 1,
  }
}
