import type { Lifecycle, TriesCount } from '@son1k/contract'
import { namesOf, type Track } from './track-lives.js'

/** A track, and whether it was kept. */
export type Tried = { track: Track; isKept: boolean }

/** Longer chains count together. */
const MOST_TRIES = 10

/** The name of the track that a parent's id stands for; one of a track that is not there, where it is none. */
export function parentName(parentId: string, tracks: Map<string, unknown>): string {
  const names = namesOf(parentId)
  return names.find((name) => tracks.has(name)) ?? names.at(-1) ?? parentId
}

/**
 * How many tries it takes until a track is kept. A chain is all tracks that hang together by their parents, however they fork,
 * also by one that is not there, or in a circle; its tries are those that came to an end, in the order of time.
 */
export function chainsOf(tried: Tried[], tracks: Map<string, Track>): Lifecycle['chains'] {
  const sets = new DisjointSets()
  for (const { track } of tried) {
    if (track.parentId !== null) sets.join(track.name, parentName(track.parentId, tracks))
  }
  const chains = new Map<string, Tried[]>()
  for (const each of tried) {
    const root = sets.rootOf(each.track.name)
    const known = chains.get(root)
    if (known) known.push(each)
    else chains.set(root, [each])
  }
  const keptAt: number[] = []
  const counts = new Map<number, TriesCount>()
  for (const chain of chains.values()) {
    const first = chain.toSorted(byTime).findIndex(({ isKept }) => isKept)
    if (first >= 0) keptAt.push(first + 1)
    const tries = Math.min(MOST_TRIES, first >= 0 ? first + 1 : chain.length)
    const count = counts.get(tries) ?? { tries, kept: 0, notKept: 0 }
    counts.set(tries, count)
    if (first >= 0) count.kept += 1
    else count.notKept += 1
  }
  return {
    found: chains.size,
    kept: keptAt.length,
    medianTries: keptAt.toSorted((a, b) => a - b)[Math.ceil(keptAt.length / 2) - 1] ?? null,
    tries: [...counts.values()].toSorted((a, b) => a.tries - b.tries),
  }
}

const byTime = ({ track: a }: Tried, { track: b }: Tried) =>
  (a.finishedAt ?? 0) - (b.finishedAt ?? 0) || (a.name < b.name ? -1 : 1)

/** Union and find, with paths cut in half: Tarjan and van Leeuwen, Worst-case Analysis of Set Union Algorithms, JACM 31 (1984). */
class DisjointSets {
  readonly #parents = new Map<string, string>()

  rootOf(name: string): string {
    let at = name
    for (let up = this.#parents.get(at); up !== undefined; up = this.#parents.get(at)) {
      const above = this.#parents.get(up)
      if (above !== undefined) this.#parents.set(at, above)
      at = above ?? up
    }
    return at
  }

  join(a: string, b: string): void {
    const [rootA, rootB] = [this.rootOf(a), this.rootOf(b)]
    if (rootA !== rootB) this.#parents.set(rootA, rootB)
  }
}
