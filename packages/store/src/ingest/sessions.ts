import { TYPE_CODES } from '../db/codes.js'
import { type Insert, insertInto } from '../db/insert.js'
import { numberOrNull } from '../db/read-number.js'
import type { Answer, Change, Question, SqlValue } from '../db/transaction.js'
import { TIERS } from '../rollups/define.js'
import type { Hour } from '../rollups/hours.js'
import { DAY_MS } from '../time/local-days.js'

/** A session as its row says; ids of events are 32 hexadecimal digits, so that they compare as their bytes do. */
export type Session = {
  id: number
  appId: number
  uuid: string
  userId: number
  startedAt: number
  firstEvent: string
  lastAt: number
  endedAt: number | null
  pageViews: number
  contextId: number | null
  contextAt: number | null
  contextEvent: string | null
  /** Of its start. Those of an older version have been given theirs when the store opened. */
  hour: Hour
}

/** What an event says about its session. */
export type SessionEvent = {
  uuid: string
  type: number
  userId: number
  at: number
  hour: Hour
  contextId: number | null
  isPageView: boolean
}

type Known = {
  session: Session
  /** As it was counted before; undefined for a new one. */
  before: Session | undefined
}

const FIND = `
SELECT list.key, session.id, session.user_id, session.started_at, lower(hex(session.first_event_uuid)),
       session.last_at, session.ended_at, session.page_views, session.context_id, session.context_at,
       lower(hex(session.context_event_uuid)), session.hour_id, hour.day_id, hour.month_id
FROM json_each(?) AS list
CROSS JOIN session ON session.app_id = ? AND session.uuid = unhex(list.value)
LEFT JOIN bucket AS hour ON hour.id = session.hour_id`

const IDENTITY = ['id', 'app_id', 'uuid']
const ACTIVITY = ['last_at', 'ended_at', 'page_views']
const START = ['user_id', 'started_at', 'first_event_uuid', 'context_id', 'context_at', 'context_event_uuid', 'hour_id']
const BYTES = ['uuid', 'first_event_uuid', 'context_event_uuid']

const set = (columns: string[]) =>
  `ON CONFLICT (id) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`
const insert = (columns: string[]): Insert =>
  insertInto('session', { columns: [...IDENTITY, ...columns], bytes: BYTES, onConflict: set(columns) })

const SAVE_ALL = insert([...ACTIVITY, ...START])
/** Most events move no start: its index is left alone. */
const SAVE_ACTIVITY = insert(ACTIVITY)

/** The language of events is their session's: a day that has some of them is another when that changes. */
const NOTE_CONTEXTS = `
UPDATE bucket SET user_version = user_version + 1 WHERE id IN (
  SELECT day.id FROM json_each(?) AS list CROSS JOIN bucket AS day ON day.app_id = list.value->>0 AND day.tier = ${TIERS.day}
  AND day.starts_at > list.value->>1 - ${2 * DAY_MS} AND day.starts_at <= list.value->>2 AND day.ends_at > list.value->>1)`

const bytesOf = (hex: string | null) => (hex === null ? null : Buffer.from(hex, 'hex'))

/** The sessions that a group of events belongs to. */
export class Sessions {
  readonly #known = new Map<string, Known>()
  readonly #wanted = new Map<number, Set<string>>()
  readonly #asked: { appId: number; uuids: string[] }[] = []
  #nextId = 0

  want(appId: number, uuid: string): void {
    const ofApp = this.#wanted.get(appId)
    if (ofApp) ofApp.add(uuid)
    else this.#wanted.set(appId, new Set([uuid]))
  }

  /** One for each app. */
  questions(): Question[] {
    for (const [appId, uuids] of this.#wanted) this.#asked.push({ appId, uuids: [...uuids] })
    return this.#asked.map(({ appId, uuids }) => ({ sql: FIND, args: [JSON.stringify(uuids), appId] }))
  }

  learn(answers: Answer[], nextId: number): void {
    this.#nextId = nextId
    for (const [index, { appId, uuids }] of this.#asked.entries()) {
      for (const row of answers[index] ?? []) {
        const uuid = uuids[Number(row[0])]
        if (uuid === undefined) continue
        const session = toSession(row, { appId, uuid })
        this.#known.set(keyOf(appId, uuid), { session, before: { ...session } })
      }
    }
  }

  get nextId(): number {
    return this.#nextId
  }

  find(appId: number, uuid: string): Session | undefined {
    return this.#known.get(keyOf(appId, uuid))?.session
  }

  /** Brings a session up to date with a new event; makes it where there is none. Answers its id. */
  add(appId: number, uuid: string, event: SessionEvent): number {
    const session = this.find(appId, uuid) ?? this.#make(appId, uuid, event)
    const { at, hour, userId } = event
    if (isBefore(event, session.startedAt, session.firstEvent)) {
      Object.assign(session, { startedAt: at, firstEvent: event.uuid, userId, hour })
    }
    if (event.contextId !== null && isBefore(event, session.contextAt, session.contextEvent)) {
      Object.assign(session, { contextId: event.contextId, contextAt: at, contextEvent: event.uuid })
    }
    session.lastAt = Math.max(session.lastAt, at)
    if (event.type === TYPE_CODES['session.end']) session.endedAt = Math.max(session.endedAt ?? at, at)
    if (event.isPageView) session.pageViews += 1
    return session.id
  }

  /** The sessions that have changed, as they were counted and as they are to be. */
  *changed(): Generator<Known> {
    for (const known of this.#known.values()) if (isChanged(known)) yield known
  }

  changes(): Change[] {
    const moved: SqlValue[][] = []
    const active: SqlValue[][] = []
    const contexts: SqlValue[][] = []
    for (const { session, before } of this.changed()) {
      const { id, appId, uuid, startedAt, lastAt, endedAt, pageViews } = session
      if (before && before.contextId !== session.contextId) contexts.push([appId, startedAt, lastAt])
      const row = [id, appId, bytesOf(uuid), lastAt, endedAt, pageViews]
      if (before && isSameStart(session, before)) active.push(row)
      else moved.push([...row, ...startOf(session)])
    }
    return [
      { insert: SAVE_ALL, rows: moved },
      { insert: SAVE_ACTIVITY, rows: active },
      ...(contexts.length === 0 ? [] : [{ sql: NOTE_CONTEXTS, args: [JSON.stringify(contexts)] }]),
    ]
  }

  #make(appId: number, uuid: string, { uuid: firstEvent, userId, at, hour }: SessionEvent): Session {
    const session: Session = {
      id: this.#nextId++,
      appId,
      uuid,
      userId,
      startedAt: at,
      firstEvent,
      lastAt: at,
      endedAt: null,
      pageViews: 0,
      contextId: null,
      contextAt: null,
      contextEvent: null,
      hour,
    }
    this.#known.set(keyOf(appId, uuid), { session, before: undefined })
    return session
  }
}

const keyOf = (appId: number, uuid: string) => `${appId} ${uuid}`

/** By time, ties by UUID: never by arrival. */
const isBefore = ({ at, uuid }: SessionEvent, otherAt: number | null, otherUuid: string | null) =>
  otherAt === null || at < otherAt || (at === otherAt && uuid < (otherUuid ?? ''))

const startOf = ({ userId, startedAt, firstEvent, contextId, contextAt, contextEvent, hour }: Session): SqlValue[] => [
  userId,
  startedAt,
  bytesOf(firstEvent),
  contextId,
  contextAt,
  bytesOf(contextEvent),
  hour.id,
]

const isSameStart = (one: Session, other: Session) =>
  one.firstEvent === other.firstEvent && one.startedAt === other.startedAt && one.contextEvent === other.contextEvent

const isChanged = ({ session, before }: Known) =>
  before === undefined ||
  !isSameStart(session, before) ||
  session.lastAt !== before.lastAt ||
  session.endedAt !== before.endedAt ||
  session.pageViews !== before.pageViews

const hexOrNull = (value: SqlValue | undefined) => (typeof value === 'string' && value !== '' ? value : null)

function toSession(row: SqlValue[], { appId, uuid }: { appId: number; uuid: string }): Session {
  const [, id, userId, startedAt, firstEvent, lastAt, endedAt, pageViews, contextId, contextAt, contextEvent] = row
  const [hourId, dayId, monthId] = row.slice(11)
  return {
    id: Number(id),
    appId,
    uuid,
    userId: Number(userId),
    startedAt: Number(startedAt),
    firstEvent: String(firstEvent),
    lastAt: Number(lastAt),
    endedAt: numberOrNull(endedAt),
    pageViews: Number(pageViews),
    contextId: numberOrNull(contextId),
    contextAt: numberOrNull(contextAt),
    contextEvent: hexOrNull(contextEvent),
    hour: { id: Number(hourId), dayId: Number(dayId), monthId: Number(monthId) },
  }
}
