import { KEEP_ACTIONS } from '@son1k/contract/event'
import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import { idsIn } from '../db/ids-in.js'
import { numberOrNull } from '../db/read-number.js'
import type { Answer, Change, Question, SqlValue } from '../db/transaction.js'
import type { Hour } from './hours.js'
import { KEPT_WITHIN_MS, keepKey } from './keeps.js'
import type { Labelled } from './measure.js'
import { aboutIds, addUnder, keyOf, noteUnder, uuidKey, uuidOf } from './track-ids.js'

// The same as `keeps.ts`, for the events of a commit and those that they belong to.

const INSTRUMENTS = `
  SELECT json_group_array(DISTINCT instrument.id) FROM label AS list JOIN json_each(list.value) AS entry
  JOIN label AS instrument ON instrument.value = entry.value WHERE list.id = generation.instruments_id`
const NOT_YET_KEPT = `
  generation.id, generation.at, generation.style_id, generation.mood_id, generation.scale_id, generation.tempo_milli_bpm, generation.prompt_id, generation.ai_enhanced,
  generation.error_id, (${INSTRUMENTS}), hour.id, hour.day_id, hour.month_id, hour.hour_of_week`
const isNotYetKept = `
  generation.type = ${TYPE_CODES.generation} AND generation.outcome = ${OUTCOME_CODES.succeeded} AND generation.kept IS NULL`
/** Without its bucket, a generation's sums are gone. */
const withHour = 'CROSS JOIN bucket AS hour ON hour.id = generation.hour_id'

const MADE_BY_ID = `
SELECT list.value, ${NOT_YET_KEPT} FROM json_each(?) AS list
CROSS JOIN event AS generation ON generation.app_id = ? AND generation.generation_id = list.value ${withHour}
WHERE generation.generation_id IS NOT NULL AND ${isNotYetKept}`
const MADE_BY_UUID = `
SELECT list.value, ${NOT_YET_KEPT} FROM json_each(?) AS list
CROSS JOIN event AS generation ON generation.app_id = ? AND generation.uuid = unhex(list.value) ${withHour}
WHERE generation.generation_id IS NULL AND ${isNotYetKept}`

const isKeep = `keep.type = ${TYPE_CODES.interaction} AND keep.kept = 1`
const KEEPS_BY_ID = `
SELECT list.value, keep.at FROM json_each(?) AS list CROSS JOIN event AS keep ON keep.app_id = ?
  AND ${keepKey('keep.generation_id')} = ${keepKey('list.value')}
WHERE keep.generation_id = list.value AND ${isKeep}`
const KEEPS_BY_UUID = `
SELECT list.value, keep.at FROM json_each(?) AS list CROSS JOIN event AS keep ON keep.app_id = ?
  AND ${keepKey('keep.generation_id')} = unhex(list.value)
WHERE ${isKeep}`
/** Any key is `>= ''`. Said so, and not as `IS NOT NULL`, it is looked for in the index of keeps, not in all interactions. */
const ARE_SOME = `
SELECT EXISTS (SELECT 1 FROM app CROSS JOIN event AS keep ON keep.app_id = app.id
  AND ${keepKey('keep.generation_id')} >= '' AND ${isKeep})`

const MARK = 'UPDATE event SET kept = 1 WHERE id IN (SELECT value FROM json_each(?))'

const ACTIONS: ReadonlySet<string | null> = new Set(KEEP_ACTIONS)

/** Whether an event keeps a track. */
export const keepsTrack = (action: string | null, generationId: string | null): generationId is string =>
  generationId !== null && ACTIONS.has(action)

/** A succeeded generation. */
type Made = { at: number; hour: Hour; labelled: Labelled }
type Candidate = Made & { key: string; mark: () => void }
type Kind = 'madeById' | 'madeByUuid' | 'keepsById' | 'keepsByUuid'
type Asked = { appId: number; kind: Kind }

/** The generations that the events of a group make, and those that they keep. */
export class KeptTracks {
  /** Unless there are some, new generations need no look. Undefined: not known. */
  #areSomeKeeps: boolean | undefined
  readonly #keptIds = new Map<number, Set<string>>()
  readonly #keptUuids = new Map<number, Set<string>>()
  readonly #madeIds = new Map<number, Set<string>>()
  readonly #madeUuids = new Map<number, Set<string>>()
  readonly #asked: Asked[] = []
  /** When tracks were kept, in milliseconds UTC. */
  readonly #keeps = new Map<string, number[]>()
  readonly #candidates: Candidate[] = []
  readonly #marked: number[] = []

  constructor(areSomeKeeps: boolean | undefined) {
    this.#areSomeKeeps = areSomeKeeps
  }

  /** Whether there are some once this group is committed. */
  get areSomeKeeps(): boolean {
    return this.#areSomeKeeps === true || this.#keptIds.size > 0
  }

  wantKeep(appId: number, generationId: string): void {
    addUnder(this.#keptIds, appId, generationId)
    const uuid = uuidOf(generationId)
    if (uuid !== undefined) addUnder(this.#keptUuids, appId, uuid)
  }

  wantGeneration(appId: number, generationId: string | null, uuid: string): void {
    if (this.#areSomeKeeps === false) return
    if (generationId === null) addUnder(this.#madeUuids, appId, uuid)
    else addUnder(this.#madeIds, appId, generationId)
  }

  questions(): Question[] {
    const questions: Question[] = []
    const ask = (sql: string, ids: Map<number, Set<string>>, kind: Kind) => {
      for (const { appId, question } of aboutIds(sql, ids)) {
        this.#asked.push({ appId, kind })
        questions.push(question)
      }
    }
    ask(MADE_BY_ID, this.#keptIds, 'madeById')
    ask(MADE_BY_UUID, this.#keptUuids, 'madeByUuid')
    ask(KEEPS_BY_ID, this.#madeIds, 'keepsById')
    ask(KEEPS_BY_UUID, this.#madeUuids, 'keepsByUuid')
    if (this.#areSomeKeeps === undefined) questions.push({ sql: ARE_SOME, args: [] })
    return questions
  }

  learn(answers: Answer[]): void {
    for (const [index, { appId, kind }] of this.#asked.entries()) {
      for (const [id, ...row] of answers[index] ?? []) {
        const key = kind.endsWith('ById') ? keyOf(appId, String(id)) : uuidKey(appId, String(id))
        if (kind.startsWith('made')) this.#learnGeneration(key, row)
        else noteUnder(this.#keeps, key, Number(row[0]))
      }
    }
    this.#areSomeKeeps ??= answers.at(-1)?.[0]?.[0] === 1
  }

  addKeep(appId: number, generationId: string, at: number): void {
    noteUnder(this.#keeps, keyOf(appId, generationId), at)
    const uuid = uuidOf(generationId)
    if (uuid !== undefined) noteUnder(this.#keeps, uuidKey(appId, uuid), at)
  }

  /** @param mark called where it was kept */
  addGeneration(
    { appId, generationId, uuid }: { appId: number; generationId: string | null; uuid: string },
    made: Made,
    mark: () => void,
  ): void {
    const key = generationId === null ? uuidKey(appId, uuid) : keyOf(appId, generationId)
    this.#candidates.push({ key, ...made, mark })
  }

  /** Once all were added: marks the generations that were kept, and calls `count` for each. To be called once. */
  settle(count: (hour: Hour, labelled: Labelled) => void): void {
    for (const { key, at, hour, labelled, mark } of this.#candidates) {
      if (!this.#keeps.get(key)?.some((keptAt) => keptAt >= at && keptAt <= at + KEPT_WITHIN_MS)) continue
      mark()
      count(hour, labelled)
    }
  }

  changes(): Change[] {
    return this.#marked.length === 0 ? [] : [{ sql: MARK, args: [JSON.stringify(this.#marked)] }]
  }

  #learnGeneration(key: string, row: SqlValue[]): void {
    const [id, at, styleId, moodId, scaleId, tempoMilliBpm, promptId, aiEnhanced, errorId, instrumentIds] = row
    const [hourId, dayId, monthId, hourOfWeek] = row.slice(10).map(Number)
    this.#candidates.push({
      key,
      at: Number(at),
      hour: { id: hourId ?? 0, dayId: dayId ?? 0, monthId: monthId ?? 0 },
      labelled: {
        styleId: numberOrNull(styleId),
        moodId: numberOrNull(moodId),
        scaleId: numberOrNull(scaleId),
        tempoMilliBpm: numberOrNull(tempoMilliBpm),
        promptId: numberOrNull(promptId),
        aiEnhanced: numberOrNull(aiEnhanced),
        errorId: numberOrNull(errorId),
        // What succeeded is no error.
        errorGroupId: null,
        instrumentIds: idsIn(instrumentIds),
        hourOfWeek: hourOfWeek ?? 0,
      },
      mark: () => void this.#marked.push(Number(id)),
    })
  }
}
