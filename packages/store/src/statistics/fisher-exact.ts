/** How many have the property, of how many, in the group that is asked about and among the others. */
export type Fourfold = { having: number; total: number; othersHaving: number; othersTotal: number }

/** Below that, no further term changes a double. */
const NEGLIGIBLE = 1e-17

/**
 * How probable it is that at least so many of the group would have the property if it had nothing to do with the group:
 * Fisher's exact test, one-sided, 0–1. Fisher: The Logic of Inductive Inference, JRSS 98 (1935).
 */
export function fisherExact({ having, total, othersHaving, othersTotal }: Fourfold): number {
  const all = total + othersTotal
  const allHaving = having + othersHaving
  const most = Math.min(allHaving, total)
  const least = Math.max(0, allHaving - othersTotal)
  if (having <= least) return 1
  // The shorter tail is summed up. Each of its terms is smaller than the one before, seen from the middle.
  const mode = Math.floor(((allHaving + 1) * (total + 1)) / (all + 2))
  const log = (count: number) => logChoose(allHaving, count) + logChoose(all - allHaving, total - count)
  const whole = logChoose(all, total)
  const next = (count: number) =>
    ((allHaving - count) * (total - count)) / ((count + 1) * (all - allHaving - total + count + 1))
  if (having > mode) {
    let term = Math.exp(log(having) - whole)
    let sum = term
    for (let count = having; count < most && term > sum * NEGLIGIBLE; count++) {
      term *= next(count)
      sum += term
    }
    return Math.min(1, sum)
  }
  let term = Math.exp(log(having - 1) - whole)
  let below = term
  for (let count = having - 2; count >= least && term > below * NEGLIGIBLE; count--) {
    term /= next(count)
    below += term
  }
  return Math.max(0, 1 - below)
}

const logChoose = (of: number, count: number) => logFactorial(of) - logFactorial(count) - logFactorial(of - count)

const SMALL: number[] = [0]
for (let n = 1; n < 32; n++) SMALL.push((SMALL[n - 1] ?? 0) + Math.log(n))

/** ln n!, by Stirling's series where n is large: Abramowitz and Stegun, Handbook of Mathematical Functions, 6.1.41. */
function logFactorial(n: number): number {
  const small = SMALL[n]
  if (small !== undefined) return small
  const x = n + 1
  const series = 1 / (12 * x) - 1 / (360 * x ** 3) + 1 / (1260 * x ** 5)
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series
}
