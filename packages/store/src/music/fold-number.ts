import { hash } from 'node:crypto'

const FIVE_BITS = 31

/**
 * A number of 53 bits that stands for a folded text: among a million of them, two are the same with a probability below
 * 0.0001. It never changes, because the database keeps it.
 */
export function foldNumber(folded: string): number {
  const digest = hash('md5', folded, 'buffer')
  return digest.readUIntBE(0, 6) * (FIVE_BITS + 1) + ((digest[6] ?? 0) & FIVE_BITS)
}
