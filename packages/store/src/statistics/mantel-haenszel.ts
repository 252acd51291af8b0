import { Z_95 } from './normal.js'

/** How many had the outcome, of how many, in the group that is asked about and in the other one. */
export type Stratum = { events: number; total: number; otherEvents: number; otherTotal: number }

/** The interval is one of 95 %; null where the variance is estimated as 0, which says nothing. */
export type Common = { value: number; interval: { low: number; high: number } | null }

const sumOver = (strata: Stratum[], term: (stratum: Stratum) => number) =>
  strata.reduce((sum, stratum) => sum + term(stratum), 0)
const sizeOf = ({ total, otherTotal }: Stratum) => total + otherTotal

/**
 * The difference of risks that strata have in common; null without a stratum that has both groups. Mantel and Haenszel's
 * weights; variance of Sato, Greenland and Robins: On the variance estimator for the Mantel-Haenszel risk difference,
 * Biometrics 45 (1989), which holds for many small strata as well as for a few large ones.
 */
export function commonRiskDifference(strata: Stratum[]): Common | null {
  const both = withBothGroups(strata)
  if (both.length === 0) return null
  const weight = sumOver(both, (each) => (each.total * each.otherTotal) / sizeOf(each))
  const weighted = ({ events, total, otherEvents, otherTotal }: Stratum) => events * otherTotal - otherEvents * total
  const value = sumOver(both, (each) => weighted(each) / sizeOf(each)) / weight
  const p = sumOver(both, ({ events: a, total: n, otherEvents: b, otherTotal: m }) => {
    return (n ** 2 * b - m ** 2 * a + (n * m * (m - n)) / 2) / (n + m) ** 2
  })
  const q = sumOver(both, ({ events: a, total: n, otherEvents: b, otherTotal: m }) => {
    return (a * (m - b) + b * (n - a)) / (2 * (n + m))
  })
  const variance = (value * p + q) / weight ** 2
  if (!(variance > 0)) return { value, interval: null }
  const spread = Z_95 * Math.sqrt(variance)
  return { value, interval: { low: Math.max(-1, value - spread), high: Math.min(1, value + spread) } }
}

/**
 * The ratio of risks that strata have in common; null where one of the risks is 0, or no stratum has both groups. Variance of
 * its logarithm after Greenland and Robins: Estimation of a common effect parameter from sparse follow-up data, Biometrics 41
 * (1985).
 */
export function commonRiskRatio(strata: Stratum[]): Common | null {
  const both = withBothGroups(strata)
  const own = sumOver(both, (each) => (each.events * each.otherTotal) / sizeOf(each))
  const other = sumOver(both, (each) => (each.otherEvents * each.total) / sizeOf(each))
  if (own === 0 || other === 0) return null
  const value = own / other
  const numerator = sumOver(both, ({ events: a, total: n, otherEvents: b, otherTotal: m }) => {
    return (n * m * (a + b) - a * b * (n + m)) / (n + m) ** 2
  })
  const variance = numerator / (own * other)
  if (!(variance > 0)) return { value, interval: null }
  const spread = Math.exp(Z_95 * Math.sqrt(variance))
  return { value, interval: { low: value / spread, high: value * spread } }
}

const withBothGroups = (strata: Stratum[]) => strata.filter(({ total, otherTotal }) => total > 0 && otherTotal > 0)
