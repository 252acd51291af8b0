import { randomBernoulli, randomInt, randomLcg, randomLogNormal, randomUniform } from 'd3-random'
import { v7 as uuid } from 'uuid'

/** Chance that comes out the same whenever it is begun from the same seed. */
export type Chance = {
  /** A whole number from `min` up to, not including, `max`. */
  int(min: number, max: number): number
  between(min: number, max: number): number
  happens(probability: number): boolean
  /** Log-normal: most near the median, a few far above. */
  logNormal(median: number, sigma: number): number
  pick<T>(items: readonly T[]): T
  /** As `pick`, the first much more often than the last: the n-th as often as 1 ÷ n. */
  pickZipf<T>(items: readonly T[]): T
  /** A UUID v7 of a time, milliseconds UTC. */
  uuid(at: number): string
}

/** @param seed any whole number */
export function chanceOf(seed: number): Chance {
  // Neighbouring seeds would begin alike; multiples of the golden ratio lie far apart.
  const next = randomLcg((seed * 0.618_033_988_749_895) % 1)
  const int = (min: number, max: number) => randomInt.source(next)(min, max)()
  return {
    int,
    between: (min, max) => randomUniform.source(next)(min, max)(),
    happens: (probability) => randomBernoulli.source(next)(probability)() === 1,
    logNormal: (median, sigma) => randomLogNormal.source(next)(Math.log(median), sigma)(),
    pick: (items) => at(items, int(0, items.length)),
    pickZipf: (items) => {
      // The inverse of the continuous 1 ÷ n: exact enough for data that is made up.
      const rank = Math.floor((items.length + 1) ** next())
      return at(items, Math.min(rank, items.length) - 1)
    },
    uuid: (time) => uuid({ msecs: time, random: Uint8Array.from({ length: 16 }, () => int(0, 256)) }),
  }
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index]
  if (item === undefined) throw new RangeError(`There is no item ${index} among ${items.length}`)
  return item
}
