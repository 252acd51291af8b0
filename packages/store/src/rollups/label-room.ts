import type { Transaction } from '../db/transaction.js'
import { OTHER_LABEL } from './define.js'
import type { DayLabel } from './sums.js'

const COUNT = `
SELECT (SELECT count(*) FROM rollup_label
        WHERE bucket_id = list.value->>0 AND dimension = list.value->>1 AND label_id <> ${OTHER_LABEL})
FROM json_each(?) AS list ORDER BY list.key`

const FIND = `
SELECT list.key FROM json_each(?) AS list
CROSS JOIN rollup_label ON bucket_id = list.value->>0 AND dimension = list.value->>1 AND label_id = list.value->>2`

/** The labels of a day and dimension: those that have a row, and those that come. */
type Place = { key: number; dayId: number; dimension: number; coming: DayLabel[] }
type Count = { labels: number; isExact: boolean }

const keyOf = ({ dayId, dimension }: { dayId: number; dimension: number }) => dayId * 64 + dimension
const labelKey = (label: DayLabel) => `${keyOf(label)} ${label.labelId}`

/**
 * Which labels of a day have a row of their own: those that came first, as many as there is room for; the others share
 * one. Remembers how many have one at most, because counting them takes longer than all else about them.
 */
export class LabelRoom {
  readonly #counts = new Map<number, Count>()

  forget(): void {
    this.#counts.clear()
  }

  /**
   * Makes room for labels.
   * @param labels each once, in the order in which they came
   * @returns which of them found none
   */
  async take(
    transaction: Transaction,
    labels: Iterable<DayLabel>,
    perDay: number,
  ): Promise<(label: DayLabel) => boolean> {
    const places = [...placesOf(labels)]
    const isCrowded = (place: Place) => this.#labelsAt(place) + place.coming.length > perDay
    const uncounted = places.filter((place) => isCrowded(place) && !this.#counts.get(place.key)?.isExact)
    await this.#count(transaction, uncounted)
    const crowded = places.filter(isCrowded)
    for (const place of places) {
      // Some of them may have a row already.
      if (!isCrowded(place)) this.#set(place, { labels: this.#labelsAt(place) + place.coming.length, isExact: false })
    }
    const others = await this.#others(transaction, crowded, perDay)
    return (label) => others.size > 0 && others.has(labelKey(label))
  }

  #labelsAt({ key }: Place): number {
    return this.#counts.get(key)?.labels ?? Number.POSITIVE_INFINITY
  }

  #set({ key }: Place, count: Count): void {
    this.#counts.set(key, count)
  }

  async #count(transaction: Transaction, places: Place[]): Promise<void> {
    if (places.length === 0) return
    const list = JSON.stringify(places.map(({ dayId, dimension }) => [dayId, dimension]))
    const [counts = []] = await transaction.read([{ sql: COUNT, args: [list] }])
    for (const [index, place] of places.entries()) {
      this.#set(place, { labels: Number(counts[index]?.[0]), isExact: true })
    }
  }

  async #others(transaction: Transaction, places: Place[], perDay: number): Promise<Set<string>> {
    const others = new Set<string>()
    if (places.length === 0) return others
    const labels = places.flatMap((place) => place.coming.map((label) => ({ place, label })))
    const list = JSON.stringify(labels.map(({ label }) => [label.dayId, label.dimension, label.labelId]))
    const [found = []] = await transaction.read([{ sql: FIND, args: [list] }])
    const stored = new Set(found.map(([index]) => Number(index)))
    for (const [index, { place, label }] of labels.entries()) {
      if (stored.has(index)) continue
      const count = this.#labelsAt(place)
      if (count < perDay) this.#set(place, { labels: count + 1, isExact: true })
      else others.add(labelKey(label))
    }
    return others
  }
}

function placesOf(labels: Iterable<DayLabel>): Iterable<Place> {
  const places = new Map<number, Place>()
  for (const label of labels) {
    const key = keyOf(label)
    const place = places.get(key)
    if (place) place.coming.push(label)
    else places.set(key, { key, dayId: label.dayId, dimension: label.dimension, coming: [label] })
  }
  return places.values()
}
