import { bitsIn } from '../statistics/bits-in.js'

/** The users of one day: as a list, or as a set of bits where that takes less room. */
type UserSet = { version: number; ids: Uint32Array; isBits: boolean }

/** Users of a day as they are read: `version` is another when they have changed. */
export type UsersOfDay = { dayId: number; version: number; userIds: number[] }

export type KnownDay = { id: number; userVersion: number }

const BITS = 32
const DEFAULT_BYTES = 32 * 1024 * 1024

/**
 * Remembers who was there on which day, so that people over many days are counted exactly without reading all of them
 * again. Its memory is bounded: the days that were not asked about for longest go first.
 */
export class UserSets {
  readonly #sets = new Map<number, UserSet>()
  readonly #bytes: number
  #used = 0

  constructor(bytes = DEFAULT_BYTES) {
    this.#bytes = bytes
  }

  /** The days of which the users are not known, or have changed. */
  missing(days: KnownDay[]): number[] {
    return days.filter(({ id, userVersion }) => this.#sets.get(id)?.version !== userVersion).map(({ id }) => id)
  }

  /**
   * Counts the different users of some days, and of `others`.
   * @param read the days that were missing
   * @returns null where a day has changed since it was remembered: then all has to be asked again
   */
  count(days: KnownDay[], read: UsersOfDay[], others: number[]): number | null {
    const fresh = new Map(read.map((day) => [day.dayId, userSet(day)]))
    const sets: UserSet[] = [{ version: 0, ids: Uint32Array.from(others), isBits: false }]
    for (const { id, userVersion } of days) {
      const set = fresh.get(id) ?? this.#sets.get(id)
      if (set?.version !== userVersion) return null
      sets.push(set)
      this.#remember(id, set)
    }
    this.#forget()
    return sizeOfUnion(sets)
  }

  #remember(dayId: number, set: UserSet): void {
    this.#used += set.ids.byteLength - (this.#sets.get(dayId)?.ids.byteLength ?? 0)
    // What is set again is the last: the first is the one that was not asked about for longest.
    this.#sets.delete(dayId)
    this.#sets.set(dayId, set)
  }

  #forget(): void {
    for (const [dayId, { ids }] of this.#sets) {
      if (this.#used <= this.#bytes) return
      this.#sets.delete(dayId)
      this.#used -= ids.byteLength
    }
  }
}

function userSet({ version, userIds }: UsersOfDay): UserSet {
  const words = wordsFor(userIds)
  if (words >= userIds.length) return { version, ids: Uint32Array.from(userIds), isBits: false }
  const bits = new Uint32Array(words)
  for (const id of userIds) setBit(bits, id)
  return { version, ids: bits, isBits: true }
}

function sizeOfUnion(sets: UserSet[]): number {
  const union = new Uint32Array(Math.max(...sets.map(({ ids, isBits }) => (isBits ? ids.length : wordsFor(ids)))))
  for (const { ids, isBits } of sets) {
    if (isBits) for (let word = 0; word < ids.length; word++) union[word] = (union[word] ?? 0) | (ids[word] ?? 0)
    else for (const id of ids) setBit(union, id)
  }
  return union.reduce((sum, word) => sum + bitsIn(word), 0)
}

const wordsFor = (ids: Iterable<number>) => {
  let largest = -1
  for (const id of ids) largest = Math.max(largest, id)
  return Math.floor(largest / BITS) + 1
}

function setBit(words: Uint32Array, id: number): void {
  const word = Math.floor(id / BITS)
  words[word] = (words[word] ?? 0) | (1 << (id % BITS))
}
