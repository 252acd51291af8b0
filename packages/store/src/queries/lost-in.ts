/** A number that a client made up doesn't drown all others. */
const MOST_LOST = 10_000

/**
 * How many events of a session must have been lost, at least. Each tab numbers its events 0, 1, 2 …, so that as many tabs as
 * sent some number have sent each lower one.
 * @param numbers of the events that arrived, of all tabs, in any order
 */
export function lostIn(numbers: number[]): number {
  const descending = numbers.toSorted((a, b) => b - a)
  let lost = 0
  let tabs = 0
  for (let index = 0; index < descending.length; ) {
    const number = descending[index] ?? 0
    let next = index + 1
    while (descending[next] === number) next += 1
    const count = next - index
    lost += Math.max(0, tabs - count)
    tabs = Math.max(tabs, count)
    // Of the numbers down to the next one that arrived, or to the first, all tabs' are missing.
    lost += tabs * (number - (descending[next] ?? -1) - 1)
    index = next
  }
  return Math.min(lost, MOST_LOST)
}
