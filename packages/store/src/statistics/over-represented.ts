import { falseDiscoveryRates } from './benjamini-hochberg.js'
import { type Fourfold, fisherExact } from './fisher-exact.js'

/** Fewer say nothing, of the group, of the others, and of both together that have a property. */
const FEWEST_TOTAL = 10
const FEWEST_WITH = 10
/** And of the group that have it. */
const FEWEST_HAVING = 5
/** Of the properties that are told, no more than so many are expected to be there by chance. */
const FALSE_DISCOVERIES = 0.05

/** `pValue`: of Fisher's exact test, one-sided; `falseDiscoveryRate`: corrected for how many were tested. */
export type OverRepresented<Property> = Property & {
  /** Share in the group ÷ share among the others; null where none of them has it. */
  lift: number | null
  pValue: number
  falseDiscoveryRate: number
}

/**
 * The properties that a group has more often than the others, beyond chance; the surest first. What is tested depends on
 * the sums of both only, so that the correction holds.
 */
export function overRepresented<Property extends Fourfold>(properties: Property[]): OverRepresented<Property>[] {
  const tested = properties.filter(
    ({ having, total, othersHaving, othersTotal }) =>
      total >= FEWEST_TOTAL && othersTotal >= FEWEST_TOTAL && having + othersHaving >= FEWEST_WITH,
  )
  const pValues = tested.map(fisherExact)
  const rates = falseDiscoveryRates(pValues)
  return tested
    .map((property, index) => ({
      ...property,
      lift: liftOf(property),
      pValue: pValues[index] ?? 1,
      falseDiscoveryRate: rates[index] ?? 1,
    }))
    .filter(({ having, falseDiscoveryRate, lift }) => {
      return having >= FEWEST_HAVING && falseDiscoveryRate <= FALSE_DISCOVERIES && (lift === null || lift > 1)
    })
    .toSorted((a, b) => a.pValue - b.pValue || (b.lift ?? Infinity) - (a.lift ?? Infinity))
}

const liftOf = ({ having, total, othersHaving, othersTotal }: Fourfold) =>
  othersHaving === 0 ? null : having / total / (othersHaving / othersTotal)
