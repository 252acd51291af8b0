import { furthestPath, type Happened } from './funnel-path.js'

/** What happened in a part of time, a column each: by whom, which kind of thing, and when in milliseconds. */
export type Happenings = { who: Float64Array; kind: Uint8Array; at: Float64Array }

export const BYTES_OF_HAPPENING = 3 * Float64Array.BYTES_PER_ELEMENT

type List = { kind: number; who: number[]; at: number[] }

/** Lists of what happened, one for each kind. */
export function happeningsOf(lists: List[]): Happenings {
  return joined(
    lists.map(({ kind, who, at }) => ({
      who: Float64Array.from(who),
      kind: new Uint8Array(who.length).fill(kind),
      at: Float64Array.from(at),
    })),
  )
}

export function joined(parts: Happenings[]): Happenings {
  const size = parts.reduce((sum, { at }) => sum + at.length, 0)
  const all = { who: new Float64Array(size), kind: new Uint8Array(size), at: new Float64Array(size) }
  let length = 0
  for (const { who, kind, at } of parts) {
    all.who.set(who, length)
    all.kind.set(kind, length)
    all.at.set(at, length)
    length += at.length
  }
  return all
}

export type Ways = {
  /** How many kinds of things there are. */
  kinds: number
  /** What has to happen at each step, as the number of its kind. */
  steps: number[]
  withinMs: number
  /** The number of a kind: only of those with whom such a thing happened. Undefined: of all. */
  needed: number | undefined
}
/** The furthest way of each, by who went it; none of whom nothing is known. */
type Paths = Map<number, number[]>

/** Of what is settled, ways are found once. */
const knownPaths = new WeakMap<Happenings, Paths>()

/** The furthest ways over what is settled and what is recent. */
export function furthestPaths(settled: Happenings, recent: Happenings, ways: Ways): number[][] {
  const touched = new Set(recent.who)
  const known = knownPaths.get(settled) ?? pathsOf([settled], ways, () => true)
  knownPaths.set(settled, known)
  const fresh = pathsOf([settled, recent], ways, (who) => touched.has(who))
  const paths = [...fresh.values()]
  for (const [who, path] of known) if (!touched.has(who)) paths.push(path)
  return paths
}

function pathsOf(
  parts: Happenings[],
  { kinds, steps, withinMs, needed }: Ways,
  isWanted: (who: number) => boolean,
): Paths {
  const happened = new Map<number, Happened>()
  for (const { who, kind, at } of parts) {
    for (const [index, each] of who.entries()) {
      if (!isWanted(each)) continue
      const own = happened.get(each) ?? Array.from({ length: kinds }, () => [])
      happened.set(each, own)
      own[kind[index] ?? 0]?.push(at[index] ?? 0)
    }
  }
  const paths: Paths = new Map()
  for (const [who, own] of happened) {
    if (needed !== undefined && own[needed]?.length === 0) continue
    for (const times of own) times.sort((a, b) => a - b)
    paths.set(who, furthestPath(own, steps, withinMs))
  }
  return paths
}
