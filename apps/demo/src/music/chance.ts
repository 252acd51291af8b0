import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A source of choices that repeats itself for the same key. */
export type Chance = {
  /** 0 ≤ value < 1. */
  unit(): number
  /** A whole number, both ends included. */
  between(from: number, to: number): number
  /** True in `probability` (0–1) of all cases. */
  happens(probability: number): boolean
  /** One of a list that is not empty. */
  pick<T>(list: readonly [T, ...T[]]): T
}

/** Chance that depends on nothing but `key`. */
export function chanceFrom(key: string): Chance {
  const generator = xoroshiro128plus(hash(key))
  const unit = () => uniformFloat64(generator)
  const between = (from: number, to: number) => uniformInt(generator, from, to)
  return {
    unit,
    between,
    happens: (probability) => unit() < probability,
    pick: (list) => list[between(0, list.length - 1)] ?? list[0],
  }
}

/** FNV-1a over UTF-16 code units, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  return value | 0
}
