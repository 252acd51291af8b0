// Broder: On the resemblance and containment of documents, SEQUENCES 1997; bands as in Leskovec, Rajaraman and Ullman:
// Mining of Massive Datasets, chapter 3.

/** Characters of a shingle. */
const SHINGLE = 3
const BANDS = 16
const ROWS = 2

/** The hashed shingles of a folded text, sorted, each once: of any language, because they are characters and no words. */
export function shinglesOf(folded: string): Uint32Array {
  const characters = [...folded]
  const hashes = new Set<number>()
  for (let start = 0; start <= Math.max(0, characters.length - SHINGLE); start++)
    hashes.add(hashOf(characters.slice(start, start + SHINGLE).join('')))
  return Uint32Array.from(hashes).sort()
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

/** FNV-1a, of UTF-16 code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return mix(hash)
}
