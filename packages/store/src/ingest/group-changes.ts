import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import { insertInto } from '../db/insert.js'
import type { Change, SqlValue } from '../db/transaction.js'
import { DIMENSIONS } from '../rollups/define.js'
import type { Hours } from '../rollups/hours.js'
import { keepsTrack } from '../rollups/kept-tracks.js'
import { isFinishedOutcome, type Measured } from '../rollups/measure.js'
import { PromptUsers } from '../rollups/prompt-users.js'
import { type DayLabel, RollupSums } from '../rollups/sums.js'
import { UserDays } from '../rollups/user-days.js'
import { NewSpellings } from '../spelling/new-spellings.js'
import { userKey } from './dictionary.js'
import { type EncodedRow, FIELD, LABEL_FIELDS, valuesOf } from './encoded-row.js'
import { instrumentsOf, type Lookup } from './lookup.js'
import type { NextIds, WriterMemory } from './memory.js'
import type { Session } from './sessions.js'

/** The columns of an event: its id, one for each field of an encoded row, its hour, and whether it was kept. */
const EVENT_COLUMNS = [
  'id',
  'app_id',
  'uuid',
  'type',
  'user_id',
  'session_id',
  'at',
  'received_at',
  'client_skew_ms',
  'seq',
  'page_id',
  'agent_id',
  'context_id',
  'generation_id',
  'parent_id',
  'prompt_id',
  'style_id',
  'scale_id',
  'mood_id',
  'duration_ms',
  'tempo_milli_bpm',
  'instruments_id',
  'ai_enhanced',
  'params',
  'outcome',
  'generation_ms',
  'error_id',
  'action_id',
  'element_id',
  'value_id',
  'metadata',
  'error_group_id',
  'hour_id',
  'kept',
]
const KEPT = EVENT_COLUMNS.indexOf('kept')
const ADD_EVENTS = insertInto('event', { columns: EVENT_COLUMNS, bytes: ['uuid'] })

const COUNT_EVENTS = `
UPDATE app SET event_count = event_count + (list.value->>1) FROM json_each(?) AS list WHERE app.id = list.value->>0`
const MOVE_CURSOR = 'UPDATE ingest_cursor SET last_event_id = ?'

/** The fields of which spellings are kept, and the number of their dimension. */
const SPELLED_FIELDS = [
  [FIELD.style, DIMENSIONS.style.code],
  [FIELD.mood, DIMENSIONS.mood.code],
  [FIELD.scale, DIMENSIONS.scale.code],
  [FIELD.prompt, DIMENSIONS.prompt.code],
] as const

/** Who and when an event is of, as far as its row doesn't say. */
type Whose = { userId: number; at: number }

/** All that the events of a group change, collected one by one. */
export class GroupChanges {
  readonly #lookup: Lookup
  readonly #hours: Hours
  readonly #rows: SqlValue[][] = []
  readonly #eventCounts = new Map<number, number>()
  readonly #sums = new RollupSums()
  readonly #userDays = new UserDays()
  readonly #spellings: NewSpellings
  readonly #promptUsers: PromptUsers
  #nextEventId: number

  constructor(lookup: Lookup, memory: WriterMemory, promptMinUsers: number) {
    this.#promptUsers = new PromptUsers(promptMinUsers)
    this.#lookup = lookup
    this.#hours = memory.hours
    this.#spellings = new NewSpellings(memory.spellings)
    this.#nextEventId = lookup.nextEventId
  }

  /** False, and nothing is changed, where it is stored already. */
  addEvent(row: EncodedRow): boolean {
    const appId = row[FIELD.appId]
    if (!this.#lookup.stored.add(appId, row[FIELD.uuid])) return false
    this.#add(row, { userId: this.#lookup.users.idOf(userKey(appId, row[FIELD.userId])), at: row[FIELD.at] })
    return true
  }

  /** Ends a session, at its last event at the earliest. False where it is unknown, has ended, or was idle for too long. */
  endSession(row: EncodedRow, timeoutMs: number): boolean {
    const session = this.#lookup.sessions.find(row[FIELD.appId], row[FIELD.sessionId] ?? '')
    if (!session) return false
    const { lastAt, endedAt, userId } = session
    if ((endedAt !== null && endedAt >= lastAt) || lastAt < row[FIELD.at] - timeoutMs) return false
    this.#add(row, { userId, at: Math.max(row[FIELD.at], lastAt) })
    return true
  }

  /** To be called once all were added, before their labels are asked for. */
  countKept(): void {
    this.#lookup.kept.settle((hour, generation) => this.#sums.addKept(hour, generation))
  }

  /** The labels that the events count under, in their order. */
  dayLabels(): Iterable<DayLabel> {
    return this.#sums.dayLabels()
  }

  /** To be called once all were added. */
  all(isOther: (label: DayLabel) => boolean): Change[] {
    if (this.#rows.length === 0) return []
    const { labels, agents, users, sessions, tracks, kept } = this.#lookup
    for (const { session, before } of sessions.changed()) {
      if (before) this.#countSession(before, -1)
      this.#countSession(session, 1)
    }
    const starts = tracks.changes((hour, sign) => this.#sums.addOpenStart(hour, sign))
    return [
      labels.changes(),
      agents.changes(),
      users.changes(),
      this.#spellings.changes(),
      ...sessions.changes(),
      { insert: ADD_EVENTS, rows: this.#rows },
      ...kept.changes(),
      ...this.#sums.changes(isOther),
      ...this.#userDays.changes(),
      ...this.#promptUsers.changes(),
      ...starts,
      { sql: COUNT_EVENTS, args: [JSON.stringify([...this.#eventCounts])] },
      { sql: MOVE_CURSOR, args: [this.#nextEventId - 1] },
    ]
  }

  /** Prompts that may not have been there before. */
  newPrompts(): number {
    return this.#spellings.countOf(DIMENSIONS.prompt.code)
  }

  nextIds(): NextIds {
    const { labels, agents, users, sessions } = this.#lookup
    return {
      label: labels.nextId,
      agent: agents.nextId,
      user: users.nextId,
      session: sessions.nextId,
      event: this.#nextEventId,
    }
  }

  #add(row: EncodedRow, { userId, at }: Whose): void {
    const { labels, agents, sessions, tracks, kept } = this.#lookup
    const appId = row[FIELD.appId]
    const uuid = row[FIELD.uuid]
    const type = row[FIELD.type]
    const hour = this.#hours.at(appId, at)
    const values = valuesOf(row)
    for (const field of LABEL_FIELDS) {
      const text = row[field]
      if (text !== null) values[field] = labels.idOf(text)
    }
    const idAt = (field: (typeof LABEL_FIELDS)[number]) => (row[field] === null ? null : Number(values[field]))
    const isPageView = row[FIELD.action] === 'page_view'
    values[FIELD.uuid] = Buffer.from(uuid, 'hex')
    values[FIELD.userId] = userId
    values[FIELD.at] = at
    values[FIELD.agent] = agents.idOf(row[FIELD.agent])
    const sessionId = row[FIELD.sessionId]
    if (sessionId !== null) {
      const event = { uuid, type, userId, at, hour, contextId: idAt(FIELD.context), isPageView }
      values[FIELD.sessionId] = sessions.add(appId, sessionId, event)
    }
    const generationId = row[FIELD.generationId]
    const isKeep = keepsTrack(row[FIELD.action], generationId)
    const stored = [this.#nextEventId++, ...values, hour.id, isKeep ? 1 : null]
    this.#rows.push(stored)
    this.#eventCounts.set(appId, (this.#eventCounts.get(appId) ?? 0) + 1)

    const measured: Measured = {
      isPageView,
      outcome: row[FIELD.outcome],
      aiEnhanced: row[FIELD.aiEnhanced],
      durationMs: row[FIELD.durationMs],
      generationMs: row[FIELD.generationMs],
      tempoMilliBpm: row[FIELD.tempoMilliBpm],
      styleId: idAt(FIELD.style),
      moodId: idAt(FIELD.mood),
      scaleId: idAt(FIELD.scale),
      promptId: idAt(FIELD.prompt),
      errorId: idAt(FIELD.error),
      errorGroupId: idAt(FIELD.errorGroup),
      instrumentIds: this.#instrumentIds(row),
      hourOfWeek: hour.hourOfWeek,
    }
    this.#sums.addEvent(hour, measured)
    if (measured.promptId !== null && isFinishedOutcome(measured.outcome))
      this.#promptUsers.add({ labelId: measured.promptId, appId, userId, at })
    if (isKeep) kept.addKeep(appId, generationId, at)
    if (type === TYPE_CODES['generation.start'] && generationId !== null) {
      tracks.addStart(appId, generationId, { at, hour })
    }
    if (type !== TYPE_CODES.generation) return
    for (const [field, dimension] of SPELLED_FIELDS) {
      const text = row[field]
      if (text !== null) this.#spellings.add(dimension, Number(values[field]), text)
    }
    const outcome = row[FIELD.outcome]
    tracks.addEnd(appId, { generationId, uuid }, { at, outcome })
    if (outcome !== OUTCOME_CODES.succeeded) return
    const markKept = () => void stored.splice(KEPT, 1, 1)
    kept.addGeneration({ appId, generationId, uuid }, { at, hour, labelled: measured }, markKept)
  }

  /** In the order of their ids: where there is room for one of them only, a rebuild takes the same. */
  #instrumentIds(row: EncodedRow): number[] {
    if (!isFinishedOutcome(row[FIELD.outcome])) return []
    const ids = new Set(instrumentsOf(row).map((name) => this.#lookup.labels.idOf(name)))
    return [...ids].sort((a, b) => a - b)
  }

  #countSession({ hour, userId, startedAt, lastAt }: Session, sign: 1 | -1): void {
    this.#sums.addSession(hour, sign, lastAt - startedAt)
    this.#userDays.add(hour.dayId, userId, sign)
  }
}
