import type { Dimension } from '@son1k/contract'
import type { Key } from './dimensions.js'
import { isUntold } from './shown-prompts.js'

/** How many have each value of a dimension; of all that know theirs. */
type Counts = { total: number; byKey: Map<Key, number> }
/** By dimension. */
export type ValueCounts = Map<Dimension, Counts>

/** A key for each of the dimensions. An instrument is one of several, so its total counts apart. */
type Keys = { dimensions: Dimension[]; keys: Key[]; count: number }

export function addKeys(values: ValueCounts, { dimensions, keys, count }: Keys): void {
  for (const [place, dimension] of dimensions.entries()) {
    const key = keys[place] ?? null
    if (key === null) continue
    const { byKey } = addTotal(values, dimension, dimension === 'instrument' ? 0 : count)
    if (!isUntold(dimension, key)) byKey.set(key, (byKey.get(key) ?? 0) + count)
  }
}

export function addTotal(values: ValueCounts, dimension: Dimension, count: number): Counts {
  const known = values.get(dimension) ?? { total: 0, byKey: new Map() }
  values.set(dimension, known)
  known.total += count
  return known
}

export function addValueCounts(sums: ValueCounts, more: ValueCounts): void {
  for (const [dimension, { total, byKey }] of more) {
    const own = addTotal(sums, dimension, total)
    for (const [key, count] of byKey) own.byKey.set(key, (own.byKey.get(key) ?? 0) + count)
  }
}

/** About how much memory they take. */
export const bytesOfValueCounts = (values: ValueCounts): number =>
  [...values.values()].reduce((sum, { byKey }) => sum + byKey.size * BYTES_OF_COUNT, 0)

const BYTES_OF_COUNT = 50

/** The values of a dimension that some have often, so far as they were looked for; see `oftenIn`. */
const knownOften = new WeakMap<ValueCounts, Map<Dimension, Key[]>>()
/** Half of what is to be found in two that are looked through together. */
const OFTEN = 5

function oftenIn(values: ValueCounts, dimension: Dimension): Key[] {
  const known = knownOften.get(values) ?? new Map<Dimension, Key[]>()
  knownOften.set(values, known)
  const found = known.get(dimension) ?? []
  if (known.has(dimension)) return found
  for (const [key, count] of values.get(dimension)?.byKey ?? []) if (count >= OFTEN) found.push(key)
  known.set(dimension, found)
  return found
}

/** The counts of two that belong together: what is settled and what is recent. */
export class BothCounts {
  readonly #settled: ValueCounts
  readonly #recent: ValueCounts

  constructor(settled: ValueCounts = new Map(), recent: ValueCounts = new Map()) {
    this.#settled = settled
    this.#recent = recent
  }

  dimensions(): Dimension[] {
    return [...new Set([...this.#settled.keys(), ...this.#recent.keys()])]
  }

  totalOf(dimension: Dimension): number {
    return this.#of(dimension).reduce((sum, counts) => sum + (counts?.total ?? 0), 0)
  }

  countOf(dimension: Dimension, key: Key): number {
    return this.#of(dimension).reduce((sum, counts) => sum + (counts?.byKey.get(key) ?? 0), 0)
  }

  keysOf(dimension: Dimension): Key[] {
    return this.#of(dimension).flatMap((counts) => [...(counts?.byKey.keys() ?? [])])
  }

  /** The values that at least ten have, and some others. */
  frequentKeysOf(dimension: Dimension): Key[] {
    return [...oftenIn(this.#settled, dimension), ...oftenIn(this.#recent, dimension)]
  }

  #of(dimension: Dimension) {
    return [this.#settled.get(dimension), this.#recent.get(dimension)]
  }
}
