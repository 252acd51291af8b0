import { randomLcg, randomLogNormal } from 'd3-random'

/** Draws that are the same in every run with the same seed. */
export type Random = {
  /** 0 ≤ x < 1. */
  unit(): number
  chance(share: number): boolean
  /** 0 ≤ n < `count`, a whole number. */
  below(count: number): number
  oneOf<T>(list: readonly [T, ...T[]]): T
  /** Log-normal around a median; `sigma` is the standard deviation of the logarithm. */
  logNormal(median: number, sigma: number): number
  bytes(count: number): Uint8Array
}

/** @param seed a whole number; another one gives other draws */
export function createRandom(seed: number): Random {
  const unit = randomLcg(seed)
  const below = (count: number) => Math.floor(unit() * count)
  const standard = randomLogNormal.source(unit)(0, 1)
  return {
    unit,
    below,
    chance: (share) => unit() < share,
    oneOf: (list) => list[below(list.length)] ?? list[0],
    logNormal: (median, sigma) => median * standard() ** sigma,
    bytes(count) {
      const bytes = new Uint8Array(count)
      for (let index = 0; index < count; index++) bytes[index] = below(256)
      return bytes
    },
  }
}

/**
 * Ranks by Zipf's law: rank r is drawn in proportion to 1 / (r + 1) ** exponent.
 * @returns a function that draws a rank, 0 being the most frequent
 */
export function zipf(count: number, exponent: number): (random: Random) => number {
  const cumulative: number[] = []
  let total = 0
  for (let rank = 1; rank <= count; rank++) {
    total += rank ** -exponent
    cumulative.push(total)
  }
  return (random) => {
    const target = random.unit() * total
    let low = 0
    let high = count - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((cumulative[middle] ?? total) > target) high = middle
      else low = middle + 1
    }
    return low
  }
}
