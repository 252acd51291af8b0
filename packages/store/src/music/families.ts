import { bandsOf, shinglesOf, similarity } from './min-hash.js'

/** At least so much of the shingles of two texts of a family is the same. */
export const LEAST_SIMILARITY = 0.6

type Leader<Member> = { shingles: Uint32Array; members: Member[] }

/**
 * Puts folded texts together that are nearly the same: each joins the one before it that it is most similar to, among those
 * that lead a family, or else leads one itself. The same texts in the same order make the same families.
 * @param onStep called now and then; throws to end it
 */
export function familiesOf<Member extends { folded: string }>(members: Member[], onStep: () => void): Member[][] {
  const leaders: Leader<Member>[] = []
  const byBand = new Map<number, number[]>()
  for (const [index, member] of members.entries()) {
    if (index % MEMBERS_A_STEP === 0) onStep()
    const shingles = shinglesOf(member.folded)
    const bands = bandsOf(shingles)
    const nearest = nearestOf(shingles, candidates(bands, byBand), leaders)
    if (nearest) {
      nearest.members.push(member)
      continue
    }
    const place = leaders.push({ shingles, members: [member] }) - 1
    for (const band of bands) {
      const known = byBand.get(band)
      if (known) known.push(place)
      else byBand.set(band, [place])
    }
  }
  return leaders.map((leader) => leader.members)
}

const MEMBERS_A_STEP = 500
/** Leaders that share a band are hardly ever more; where they are, those of most generations come first. */
const MOST_CANDIDATES = 200

function candidates(bands: number[], byBand: Map<number, number[]>): number[] {
  const places = new Set<number>()
  for (const band of bands) for (const place of (byBand.get(band) ?? []).slice(0, MOST_CANDIDATES)) places.add(place)
  return [...places].sort((a, b) => a - b)
}

function nearestOf<Member>(
  shingles: Uint32Array,
  places: number[],
  leaders: Leader<Member>[],
): Leader<Member> | undefined {
  let nearest: Leader<Member> | undefined
  let most = LEAST_SIMILARITY
  for (const place of places) {
    const leader = leaders[place]
    const similar = leader ? similarity(shingles, leader.shingles) : 0
    if (similar > most || (similar === most && nearest === undefined)) {
      nearest = leader
      most = similar
    }
  }
  return nearest
}
