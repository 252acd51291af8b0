import { BitTable, bandsOf, bitsOf, shinglesOf, similarity } from './min-hash.js'

/** At least so much of the shingles of two texts of a family is the same. */
export const LEAST_SIMILARITY = 0.6

/** What texts are compared by. */
type Signature = { shingles: Uint32Array; bands: Float64Array; bits: Uint32Array }
type Leader<Member> = { shingles: Uint32Array; members: Member[] }

/**
 * Puts folded texts together that are nearly the same: each joins the one before it that it is most similar to, among those
 * that lead a family, or else leads one itself. The same texts in the same order make the same families.
 * @param onStep called now and then; throws to end it
 */
export function familiesOf<Member extends { folded: string }>(members: Member[], onStep: () => void): Member[][] {
  const leaders: Leader<Member>[] = []
  const byBand = new Map<number, number[]>()
  const search = new LeaderSearch(members.length)
  for (const [index, member] of members.entries()) {
    if (index % MEMBERS_A_STEP === 0) onStep()
    const signature = signatureOf(member.folded)
    const nearest = search.nearest(signature, byBand, leaders)
    if (nearest) {
      nearest.members.push(member)
      continue
    }
    const place = leaders.push({ shingles: signature.shingles, members: [member] }) - 1
    search.add(place, signature)
    for (const band of signature.bands) {
      const known = byBand.get(band)
      if (known) known.push(place)
      else byBand.set(band, [place])
    }
  }
  return leaders.map((leader) => leader.members)
}

const MEMBERS_A_STEP = 200
/** Leaders that share a band are hardly ever more; where they are, those of most generations come first. */
const MOST_CANDIDATES = 200

/** Finds the leader that a text is most similar to; of two, the first. Looks at each that shares a band once. */
class LeaderSearch {
  /** The search that a leader was last looked at in. */
  readonly #lookedAt: Uint32Array
  readonly #bits: BitTable
  #search = 0

  constructor(mostLeaders: number) {
    this.#lookedAt = new Uint32Array(mostLeaders)
    this.#bits = new BitTable(mostLeaders)
  }

  add(place: number, { shingles, bits }: Signature): void {
    this.#bits.set(place, bits, shingles.length)
  }

  nearest<Member>(
    { shingles, bands, bits }: Signature,
    byBand: Map<number, number[]>,
    leaders: Leader<Member>[],
  ): Leader<Member> | undefined {
    this.#search += 1
    let nearest = -1
    let most = LEAST_SIMILARITY
    for (const band of bands) {
      const places = byBand.get(band) ?? []
      const count = Math.min(places.length, MOST_CANDIDATES)
      for (let index = 0; index < count; index++) {
        const place = places[index] ?? 0
        if (this.#lookedAt[place] === this.#search) continue
        this.#lookedAt[place] = this.#search
        if (!this.#bits.mayBeSimilar(place, { bits, size: shingles.length, least: most })) continue
        const similar = similarity(shingles, leaders[place]?.shingles ?? NONE)
        if (similar > most || (similar === most && (nearest === -1 || place < nearest))) {
          nearest = place
          most = similar
        }
      }
    }
    return leaders[nearest]
  }
}

const NONE = new Uint32Array()

/** What most prompts of a question come down to is known from the one before. */
const known = new Map<string, Signature>()
/** At about 700 bytes each. */
const MOST_KNOWN = 30_000

function signatureOf(folded: string): Signature {
  const found = known.get(folded)
  if (found) return found
  const shingles = shinglesOf(folded)
  const made = { shingles, bands: Float64Array.from(bandsOf(shingles)), bits: bitsOf(shingles) }
  if (folded.length > LONGEST_KNOWN) return made
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(folded, made)
  return made
}

const LONGEST_KNOWN = 200
