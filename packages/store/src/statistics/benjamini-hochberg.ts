/**
 * The false discovery rates at which each of some hypotheses would just be rejected: of those with a rate of at most 0.05, no
 * more than 5 % are expected to be wrong, however many were tested. Benjamini and Hochberg: Controlling the False Discovery
 * Rate, JRSS B 57 (1995), the procedure (1); as adjusted values, see Yekutieli and Benjamini, JSPI 82 (1999).
 * @param pValues 0–1, in any order
 * @returns in the same order
 */
export function falseDiscoveryRates(pValues: number[]): number[] {
  const order = [...pValues.keys()].toSorted((a, b) => (pValues[b] ?? 0) - (pValues[a] ?? 0))
  const rates = new Array<number>(pValues.length).fill(1)
  let least = 1
  for (const [place, index] of order.entries()) {
    const rank = pValues.length - place
    least = Math.min(least, ((pValues[index] ?? 1) * pValues.length) / rank)
    rates[index] = least
  }
  return rates
}
