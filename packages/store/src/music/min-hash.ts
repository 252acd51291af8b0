// Broder: On the resemblance and containment of documents, SEQUENCES 1997; bands as in Leskovec, Rajaraman and Ullman:
// Mining of Massive Datasets, chapter 3.

import { bitsIn } from '../statistics/bits-in.js'

/** Characters of a shingle. */
const SHINGLE = 3
const BANDS = 16
const ROWS = 2

/** The hashed shingles of a folded text, sorted, each once: of any language, because they are characters and no words. */
export function shinglesOf(folded: string): Uint32Array {
  const starts = [0]
  for (const character of folded) starts.push((starts.at(-1) ?? 0) + character.length)
  const count = Math.max(1, starts.length - SHINGLE)
  const hashes = new Uint32Array(count)
  for (let place = 0; place < count; place++)
    hashes[place] = hashOf(folded, starts[place] ?? 0, starts[place + SHINGLE] ?? folded.length)
  hashes.sort()
  return hashes.filter((hash, place) => place === 0 || hash !== hashes[place - 1])
}

/** The share of all shingles of two texts that both have, 0–1 (Jaccard). */
export function similarity(a: Uint32Array, b: Uint32Array): number {
  let [both, indexA, indexB] = [0, 0, 0]
  while (indexA < a.length && indexB < b.length) {
    const [first, second] = [a[indexA] ?? 0, b[indexB] ?? 0]
    if (first === second) both++
    if (first <= second) indexA++
    if (second <= first) indexB++
  }
  return both / (a.length + b.length - both)
}

const BIT_WORDS = 8
const BITS_OF_WORD = 32

/** A bit for each shingle, which several may share. */
export function bitsOf(shingles: Uint32Array): Uint32Array {
  const bits = new Uint32Array(BIT_WORDS)
  for (const shingle of shingles) {
    const word = Math.floor(shingle / BITS_OF_WORD) % BIT_WORDS
    bits[word] = (bits[word] ?? 0) | (1 << (shingle % BITS_OF_WORD))
  }
  return bits
}

/** Below that, a difference of similarities may be of rounding. */
const ROUNDING = 1e-9

/** The bits of many texts, by their places. */
export class BitTable {
  readonly #bits: Uint32Array
  readonly #sizes: Uint32Array

  constructor(most: number) {
    this.#bits = new Uint32Array(most * BIT_WORDS)
    this.#sizes = new Uint32Array(most)
  }

  /** `size`: how many shingles the text has. */
  set(place: number, bits: Uint32Array, size: number): void {
    this.#bits.set(bits, place * BIT_WORDS)
    this.#sizes[place] = size
  }

  /**
   * Whether a text may have a similarity of `least` to the one at a place: for each bit that it has alone, one of its
   * shingles is not in both.
   */
  mayBeSimilar(place: number, { bits, size, least }: { bits: Uint32Array; size: number; least: number }): boolean {
    const both = ((size + (this.#sizes[place] ?? 0)) * (least - ROUNDING)) / (1 + least)
    let left = size
    for (let word = 0; word < BIT_WORDS; word++) {
      left -= bitsIn((bits[word] ?? 0) & ~(this.#bits[place * BIT_WORDS + word] ?? 0))
      if (left < both) return false
    }
    return true
  }
}

/**
 * Numbers of which two texts are likely to share one when they are similar: with a probability of 1 − (1 − s²)¹⁶, which is
 * 0.9992 for a similarity s of 0.6.
 */
export function bandsOf(shingles: Uint32Array): number[] {
  const bands: number[] = []
  for (let band = 0; band < BANDS; band++) {
    let key = band
    for (let row = 0; row < ROWS; row++) key = Math.imul(key, 31) ^ smallest(shingles, band * ROWS + row)
    bands.push(band * 2 ** 32 + (key >>> 0))
  }
  return bands
}

/** The least of the shingles' hashes by the hash function of a number. */
function smallest(shingles: Uint32Array, seed: number): number {
  const factor = MULTIPLIERS[seed] ?? 1
  let least = 0xffffffff
  for (const shingle of shingles) {
    const mixed = mix(Math.imul(shingle ^ factor, 0x9e3779b1))
    if (mixed < least) least = mixed
  }
  return least
}

/** The finalizer of MurmurHash3 (Appleby), which is in the public domain: all bits depend on all. */
function mix(value: number): number {
  let hash = value ^ (value >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Fixed, so that the same texts make the same families everywhere. */
const MULTIPLIERS = Array.from({ length: BANDS * ROWS }, (_, index) => mix((index + 1) * 0x9e3779b1))

/** FNV-1a, of the UTF-16 code units of a part of a text. */
function hashOf(text: string, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let index = from; index < to; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return mix(hash)
}
