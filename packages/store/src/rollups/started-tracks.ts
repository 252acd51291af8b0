import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import { insertInto } from '../db/insert.js'
import type { Answer, Change, Question, SqlValue } from '../db/transaction.js'
import { HOUR_MS } from '../time/local-days.js'
import type { Hour } from './hours.js'
import { aboutIds, addUnder, keyOf, noteUnder, uuidKey, uuidOf } from './track-ids.js'

// Of a generation that was started several times, an end in time for one start is in time for all later ones: what is
// open are its first starts, or none. So each start is counted, and at question time those that have one before them in
// the window are taken off again.

const FOUND = `open.app_id, open.generation_id, open.at, open.is_repeat, open.hour_id, hour.day_id, hour.month_id`
const OPEN_BY_ID = `
SELECT ${FOUND} FROM json_each(?) AS list CROSS JOIN open_start AS open ON open.app_id = ? AND open.generation_id = list.value
CROSS JOIN bucket AS hour ON hour.id = open.hour_id`
const OPEN_BY_UUID = `
SELECT ${FOUND} FROM json_each(?) AS list CROSS JOIN open_start AS open ON open.app_id = ? AND open.uuid = unhex(list.value)
  AND open.uuid IS NOT NULL
CROSS JOIN bucket AS hour ON hour.id = open.hour_id`
const ENDS_BY_ID = `
SELECT list.value, ending.at, ending.outcome
FROM json_each(?) AS list CROSS JOIN event AS ending ON ending.app_id = ? AND ending.generation_id = list.value
WHERE ending.generation_id IS NOT NULL AND ending.type = ${TYPE_CODES.generation}`
const ENDS_BY_UUID = `
SELECT list.value, ending.at, ending.outcome
FROM json_each(?) AS list CROSS JOIN event AS ending ON ending.app_id = ? AND ending.uuid = unhex(list.value, '-')
WHERE ending.generation_id IS NULL AND ending.type = ${TYPE_CODES.generation}`
const ARE_SOME_OPEN = 'SELECT max(app_id) IS NOT NULL FROM open_start'

const SAVE = insertInto('open_start', {
  columns: ['app_id', 'generation_id', 'at', 'hour_id', 'uuid', 'is_repeat'],
  bytes: ['uuid'],
  onConflict: 'ON CONFLICT (app_id, generation_id, at) DO UPDATE SET is_repeat = excluded.is_repeat',
})
const FORGET = `
DELETE FROM open_start
WHERE (app_id, generation_id, at) IN (SELECT value->>0, value->>1, value->>2 FROM json_each(?))`

type End = { at: number; outcome: number | null }
type Start = { at: number; hour: Hour; isStored: boolean; wasRepeat: boolean }
type Track = { appId: number; generationId: string; starts: Map<number, Start> }
type Asked = { appId: number; kind: 'open' | 'ends' }

/** Whether an end is in time for a start: within an hour of it, or it says that the generation was abandoned. */
const isInTime = (end: End, startedAt: number) =>
  end.at <= startedAt + HOUR_MS || end.outcome === OUTCOME_CODES.abandoned

/** The generations that a group of events starts or ends, and which of their starts are open. */
export class StartedTracks {
  /** Unless some may be open, ends need no look. Undefined: not known. */
  #areSomeOpen: boolean | undefined
  readonly #startedIds = new Map<number, Set<string>>()
  readonly #endedIds = new Map<number, Set<string>>()
  readonly #endedUuids = new Map<number, Set<string>>()
  readonly #asked: Asked[] = []
  readonly #tracks = new Map<string, Track>()
  readonly #ends = new Map<string, End[]>()

  constructor(areSomeOpen: boolean | undefined) {
    this.#areSomeOpen = areSomeOpen
  }

  /** Whether some may be open once this group is committed. */
  get areSomeOpen(): boolean {
    return this.#areSomeOpen === true || this.#startedIds.size > 0
  }

  wantStart(appId: number, generationId: string): void {
    addUnder(this.#startedIds, appId, generationId)
  }

  wantEnd(appId: number, generationId: string | null, uuid: string): void {
    if (this.#areSomeOpen === false) return
    if (generationId === null) addUnder(this.#endedUuids, appId, uuid)
    else addUnder(this.#endedIds, appId, generationId)
  }

  questions(): Question[] {
    const questions: Question[] = []
    const ask = (sql: string, ids: Map<number, Set<string>>, kind: Asked['kind']) => {
      for (const { appId, question } of aboutIds(sql, ids)) {
        this.#asked.push({ appId, kind })
        questions.push(question)
      }
    }
    ask(OPEN_BY_ID, this.#startedIds, 'open')
    ask(OPEN_BY_ID, this.#endedIds, 'open')
    ask(OPEN_BY_UUID, this.#endedUuids, 'open')
    ask(ENDS_BY_ID, this.#startedIds, 'ends')
    ask(ENDS_BY_UUID, this.#startedIds, 'ends')
    if (this.#areSomeOpen === undefined) questions.push({ sql: ARE_SOME_OPEN, args: [] })
    return questions
  }

  learn(answers: Answer[]): void {
    for (const [index, { appId, kind }] of this.#asked.entries()) {
      for (const row of answers[index] ?? []) {
        if (kind === 'open') this.#learnOpen(row)
        else noteUnder(this.#ends, keyOf(appId, String(row[0])), { at: Number(row[1]), outcome: Number(row[2]) })
      }
    }
    this.#areSomeOpen ??= answers.at(-1)?.[0]?.[0] === 1
  }

  addStart(appId: number, generationId: string, start: { at: number; hour: Hour }): void {
    const { starts } = this.#track(appId, generationId)
    if (!starts.has(start.at)) starts.set(start.at, { ...start, isStored: false, wasRepeat: false })
  }

  addEnd(appId: number, id: { generationId: string | null; uuid: string }, end: End): void {
    if (!this.areSomeOpen) return
    noteUnder(this.#ends, id.generationId === null ? uuidKey(appId, id.uuid) : keyOf(appId, id.generationId), end)
  }

  /** What changes, once all starts and ends were added; `count` is called with the hour of each open start that comes or goes. */
  changes(count: (hour: Hour, sign: 1 | -1) => void): Change[] {
    const saved: SqlValue[][] = []
    const forgotten: SqlValue[][] = []
    for (const track of this.#tracks.values()) {
      const { appId, generationId } = track
      const uuid = uuidOf(generationId)
      const ends = [
        ...(this.#ends.get(keyOf(appId, generationId)) ?? []),
        ...(uuid === undefined ? [] : (this.#ends.get(uuidKey(appId, uuid)) ?? [])),
      ]
      let isRepeat = false
      for (const start of [...track.starts.values()].sort((a, b) => a.at - b.at)) {
        const isOpen = !ends.some((end) => isInTime(end, start.at))
        if (isOpen !== start.isStored) count(start.hour, isOpen ? 1 : -1)
        if (isOpen && !(start.isStored && start.wasRepeat === isRepeat)) {
          const bytes = uuid === undefined ? null : Buffer.from(uuid, 'hex')
          saved.push([appId, generationId, start.at, start.hour.id, bytes, isRepeat ? 1 : 0])
        }
        if (!isOpen && start.isStored) forgotten.push([appId, generationId, start.at])
        isRepeat ||= isOpen
      }
    }
    const forget = forgotten.length === 0 ? [] : [{ sql: FORGET, args: [JSON.stringify(forgotten)] }]
    return [...forget, { insert: SAVE, rows: saved }]
  }

  #learnOpen([appId, generationId, at, isRepeat, hourId, dayId, monthId]: SqlValue[]): void {
    const hour = { id: Number(hourId), dayId: Number(dayId), monthId: Number(monthId) }
    const start = { at: Number(at), hour, isStored: true, wasRepeat: isRepeat === 1 }
    this.#track(Number(appId), String(generationId)).starts.set(start.at, start)
  }

  #track(appId: number, generationId: string): Track {
    const key = keyOf(appId, generationId)
    const track = this.#tracks.get(key) ?? { appId, generationId, starts: new Map() }
    this.#tracks.set(key, track)
    return track
  }
}
