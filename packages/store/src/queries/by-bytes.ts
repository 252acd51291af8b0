/** The order of two texts by their code points, as the database has it; by UTF-16 units it would be another one. */
export function byBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const [own, other] = [a.charCodeAt(index), b.charCodeAt(index)]
    if (own === other) continue
    // Halves of a code point stand for one that is beyond all others.
    if (own >= FIRST_HALF && other >= FIRST_HALF) return Buffer.compare(Buffer.from(a), Buffer.from(b))
    return own - other
  }
  return a.length - b.length
}

const FIRST_HALF = 0xd800
