/** When things happened that a funnel is about, by what happened, in milliseconds; each list in ascending order. */
export type Happened = number[][]

/**
 * The furthest way through the steps of a funnel: its times, one for each step that was taken. Of several that go as far, the
 * one that begins first, and takes each step as early as possible. Things of the same instant may be in any order, but none
 * of them is two steps.
 * @param steps what has to happen at each step, as an index of `happened`
 * @param withinMs from the first step to the last
 */
export function furthestPath(happened: Happened, steps: number[], withinMs: number): number[] {
  let furthest: number[] = []
  const starts = happened[steps[0] ?? 0] ?? []
  for (const [index, start] of starts.entries()) {
    // A start of the same instant leads no further than the one before it.
    if (furthest.length > 0 && starts[index - 1] === start) continue
    const path = pathFrom(index, { happened, steps, withinMs })
    if (path.length > furthest.length) furthest = path
    if (furthest.length === steps.length) break
  }
  return furthest
}

type Funnel = { happened: Happened; steps: number[]; withinMs: number }

/** The way that begins with one of the things of the first step, and takes each next step as early as possible. */
function pathFrom(first: number, { happened, steps, withinMs }: Funnel): number[] {
  const path: number[] = []
  const used = new Map<number, number>()
  for (const [place, kind] of steps.entries()) {
    const times = happened[kind] ?? []
    const earliest = place === 0 ? first : firstAtOrAfter(times, path[place - 1] ?? 0)
    const index = Math.max(earliest, (used.get(kind) ?? -1) + 1)
    const time = times[index]
    if (time === undefined || time - (path[0] ?? time) > withinMs) break
    path.push(time)
    used.set(kind, index)
  }
  return path
}

/** The place of the first time that is not before `at`. */
function firstAtOrAfter(times: number[], at: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if ((times[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}
