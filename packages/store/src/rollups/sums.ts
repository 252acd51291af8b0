import { addUp, insertInto } from '../db/insert.js'
import type { Change } from '../db/transaction.js'
import { LABEL_COLUMNS, OTHER_LABEL, TOTAL_COLUMNS } from './define.js'
import { binOfNumber, HISTOGRAMS } from './histogram.js'
import type { Hour } from './hours.js'
import { binsOf, isFinishedOutcome, type Labelled, labelSums, labelsOf, type Measured, totalsOf } from './measure.js'

const SESSIONS = TOTAL_COLUMNS.indexOf('sessions')
const SESSION_MS = TOTAL_COLUMNS.indexOf('session_ms')
const OPEN_STARTS = TOTAL_COLUMNS.indexOf('open_starts')
const KEPT = TOTAL_COLUMNS.indexOf('kept')
const KEPT_LABEL = LABEL_COLUMNS.map((column) => (column === 'kept' ? 1 : 0))

/** Sums of a bucket under a key, each an array in the order of its columns. */
type Sums = Map<number, number[]>
type BucketSums = { totals: number[]; bins: Sums; labels: Sums }
type HourSums = { hour: Hour } & BucketSums

/** Two small numbers as one key of a map: the first one's factor leaves room for any id. */
const KEY_FACTOR = 2 ** 40
const keyOf = (first: number, second: number) => first * KEY_FACTOR + second
const BIN_OFFSET = 2 ** 20

export type DayLabel = { dayId: number; dimension: number; labelId: number }

const ADD_TOTALS = insertInto('rollup_total', {
  columns: ['bucket_id', ...TOTAL_COLUMNS],
  onConflict: `ON CONFLICT (bucket_id) ${addUp(TOTAL_COLUMNS)}`,
})
const ADD_BINS = insertInto('rollup_latency', {
  columns: ['bucket_id', 'kind', 'bin', 'count'],
  onConflict: `ON CONFLICT (bucket_id, kind, bin) ${addUp(['count'])}`,
})
/** Sessions that grow leave bins behind. */
const FORGET_EMPTY_BINS = `
DELETE FROM rollup_latency WHERE count = 0 AND (bucket_id, kind, bin) IN (
  SELECT target.value, left.value->>0, left.value->>1 FROM json_each(?) AS target CROSS JOIN json_each(?) AS left)`
const ADD_LABELS = insertInto('rollup_label', {
  columns: ['bucket_id', 'dimension', 'label_id', ...LABEL_COLUMNS],
  onConflict: `ON CONFLICT (bucket_id, dimension, label_id) ${addUp(LABEL_COLUMNS)}`,
})

/** Of what was there before, nothing but this changes, and no index. */
const ADD_KEPT_LABELS = insertInto('rollup_label', {
  columns: ['bucket_id', 'dimension', 'label_id', ...LABEL_COLUMNS],
  onConflict: `ON CONFLICT (bucket_id, dimension, label_id) ${addUp(['kept'])}`,
})
const isKeptAlone = (sums: number[]) => sums.every((sum, index) => (sum === 0) !== (KEPT_LABEL[index] === 1))

/** What a commit adds to the rollups: summed up by hour, then by day and month, so that each row is written once. */
export class RollupSums {
  readonly #hours = new Map<number, HourSums>()
  /** Their labels' keys, in the order of the events. */
  readonly #days = new Map<number, Set<number>>()

  /** Adds an event that was not there before. */
  addEvent(hour: Hour, event: Measured): void {
    const sums = this.#of(hour)
    addTo(sums.totals, totalsOf(event))
    if (!isFinishedOutcome(event.outcome)) return
    for (const [kind, bin] of binsOf(event)) addUnder(sums.bins, keyOf(kind, bin + BIN_OFFSET), [1])
    this.#addLabels(hour, event, labelSums(event))
  }

  /** Adds that a generation was kept, which may have been there before. */
  addKept(hour: Hour, generation: Labelled): void {
    const { totals } = this.#of(hour)
    totals[KEPT] = (totals[KEPT] ?? 0) + 1
    this.#addLabels(hour, generation, KEPT_LABEL)
  }

  /** Adds a session that started in an hour, or with −1 takes it off. */
  addSession(hour: Hour, sign: 1 | -1, durationMs: number): void {
    const { totals, bins } = this.#of(hour)
    addUnder(bins, keyOf(HISTOGRAMS.sessionMs, binOfNumber(durationMs) + BIN_OFFSET), [sign])
    totals[SESSIONS] = (totals[SESSIONS] ?? 0) + sign
    totals[SESSION_MS] = (totals[SESSION_MS] ?? 0) + sign * durationMs
  }

  addOpenStart(hour: Hour, sign: 1 | -1): void {
    const { totals } = this.#of(hour)
    totals[OPEN_STARTS] = (totals[OPEN_STARTS] ?? 0) + sign
  }

  /** The labels of each day, in the order of the events. */
  *dayLabels(): Generator<DayLabel> {
    for (const [dayId, keys] of this.#days) {
      for (const key of keys) yield { dayId, dimension: firstOf(key), labelId: secondOf(key) }
    }
  }

  /** @param isOther whether a label found no room among those of its day */
  changes(isOther: (label: DayLabel) => boolean): Change[] {
    return this.#parts(isOther).flatMap(({ targets, sums: { totals, bins, labels } }) => [
      { insert: ADD_TOTALS, targets, rows: totals.some((sum) => sum !== 0) ? [totals] : [] },
      ...binChanges(bins, targets),
      { insert: ADD_LABELS, targets, rows: labelRows(labels, (sums) => !isKeptAlone(sums)) },
      { insert: ADD_KEPT_LABELS, targets, rows: labelRows(labels, isKeptAlone) },
    ])
  }

  #addLabels(hour: Hour, generation: Labelled, measures: number[]): void {
    const { labels } = this.#of(hour)
    for (const [dimension, labelId] of labelsOf(generation)) {
      const key = keyOf(dimension, labelId)
      const isNew = addUnder(labels, key, measures)
      if (isNew && labelId !== OTHER_LABEL) this.#noteLabel(hour.dayId, key)
    }
  }

  #noteLabel(dayId: number, key: number): void {
    const known = this.#days.get(dayId)
    if (known) known.add(key)
    else this.#days.set(dayId, new Set([key]))
  }

  #of(hour: Hour): HourSums {
    const known = this.#hours.get(hour.id)
    if (known) return known
    const made = { hour, totals: TOTAL_COLUMNS.map(() => 0), bins: new Map(), labels: new Map() }
    this.#hours.set(hour.id, made)
    return made
  }

  /** The sums of each bucket; those of the same hours, mostly an hour, its day and its month, have the same. */
  #parts(isOther: (label: DayLabel) => boolean): { targets: number[]; sums: BucketSums }[] {
    const hoursOf = new Map<number, (BucketSums & { id: number })[]>()
    for (const { hour, ...sums } of this.#hours.values()) {
      const shown = { ...sums, id: hour.id, labels: shownLabels(hour.dayId, sums.labels, isOther) }
      for (const id of [hour.id, hour.dayId, hour.monthId]) hoursOf.set(id, [...(hoursOf.get(id) ?? []), shown])
    }
    const parts = new Map<string, { targets: number[]; sums: BucketSums }>()
    for (const [bucketId, hours] of hoursOf) {
      const key = hours.map(({ id }) => id).join(' ')
      const part = parts.get(key) ?? { targets: [], sums: merged(hours) }
      part.targets.push(bucketId)
      parts.set(key, part)
    }
    return [...parts.values()]
  }
}

const firstOf = (key: number) => Math.floor(key / KEY_FACTOR)
const secondOf = (key: number) => key % KEY_FACTOR

function binChanges(bins: Sums, targets: number[]): Change[] {
  const rows = Array.from(bins, ([key, [count = 0]]) => [firstOf(key), secondOf(key) - BIN_OFFSET, count] as const)
  const left = rows.filter(([, , count]) => count < 0)
  const added = { insert: ADD_BINS, targets, rows: rows.filter(([, , count]) => count !== 0).map((row) => [...row]) }
  if (left.length === 0) return [added]
  return [added, { sql: FORGET_EMPTY_BINS, args: [JSON.stringify(targets), JSON.stringify(left)] }]
}

const labelRows = (labels: Sums, isTaken: (sums: number[]) => boolean): number[][] =>
  [...labels].filter(([, sums]) => isTaken(sums)).map(([key, sums]) => [firstOf(key), secondOf(key), ...sums])

function shownLabels(dayId: number, labels: Sums, isOther: (label: DayLabel) => boolean): Sums {
  const shown: Sums = new Map()
  for (const [key, sums] of labels) {
    const [dimension, labelId] = [firstOf(key), secondOf(key)]
    addUnder(shown, isOther({ dayId, dimension, labelId }) ? keyOf(dimension, OTHER_LABEL) : key, sums)
  }
  return shown
}

function merged(parts: BucketSums[]): BucketSums {
  const [first, ...others] = parts
  if (first && others.length === 0) return first
  const whole: BucketSums = { totals: TOTAL_COLUMNS.map(() => 0), bins: new Map(), labels: new Map() }
  for (const { totals, bins, labels } of parts) {
    addTo(whole.totals, totals)
    for (const [key, sums] of bins) addUnder(whole.bins, key, sums)
    for (const [key, sums] of labels) addUnder(whole.labels, key, sums)
  }
  return whole
}

function addTo(sums: number[], more: number[]): void {
  for (let index = 0; index < more.length; index++) sums[index] = (sums[index] ?? 0) + (more[index] ?? 0)
}

/** Whether the key is new. */
function addUnder(sums: Sums, key: number, more: number[]): boolean {
  const known = sums.get(key)
  if (known) addTo(known, more)
  else sums.set(key, [...more])
  return known === undefined
}
