import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { falseDiscoveryRates } from '../src/statistics/benjamini-hochberg.js'
import { type Fourfold, fisherExact } from '../src/statistics/fisher-exact.js'
import { overRepresented } from '../src/statistics/over-represented.js'

describe("Fisher's exact test", () => {
  it.each<[string, Fourfold, number]>([
    // Fisher: The Design of Experiments (1935), chapter II: a lady who tastes 8 cups of tea.
    ['of all 4 cups told right', { having: 4, total: 4, othersHaving: 0, othersTotal: 4 }, 1 / 70],
    ['of 3 of 4 cups told right', { having: 3, total: 4, othersHaving: 1, othersTotal: 4 }, 17 / 70],
    // Fisher: The Logic of Inductive Inference, JRSS 98 (1935): twins of convicts, monozygotic ones and the others.
    ['of convicted twins', { having: 10, total: 13, othersHaving: 2, othersTotal: 17 }, 619 / 1_330_665],
  ])('%s is as published', (_, table, p) => {
    expect(fisherExact(table)).toBeCloseTo(p, 12)
  })

  const choose = (of: bigint, count: bigint): bigint => {
    if (count < 0n || count > of) return 0n
    let ways = 1n
    for (let taken = 0n; taken < count; taken++) ways = (ways * (of - taken)) / (taken + 1n)
    return ways
  }
  const table = fc.integer({ min: 1, max: 120 }).chain((most) =>
    fc.tuple(fc.nat(most), fc.nat(most), fc.nat(most), fc.nat(most)).map(([a, b, c, d]) => ({
      having: a,
      total: a + b,
      othersHaving: c,
      othersTotal: c + d,
    })),
  )
  it('of any table is the sum of the probabilities of all tables that are at least as far', () => {
    fc.assert(
      fc.property(table, ({ having, total, othersHaving, othersTotal }) => {
        const [n, m, k] = [BigInt(total), BigInt(othersTotal), BigInt(having + othersHaving)]
        let ways = 0n
        for (let count = BigInt(having); count <= n; count++) ways += choose(n, count) * choose(m, k - count)
        const exact = Number((ways * 10n ** 18n) / choose(n + m, k)) / 1e18
        expect(Math.abs(fisherExact({ having, total, othersHaving, othersTotal }) - exact)).toBeLessThan(1e-10)
      }),
      { numRuns: 300 },
    )
  })

  it('of millions is a probability, and small where the shares differ', () => {
    const large = { total: 300_000, othersHaving: 1_000_000, othersTotal: 5_000_000 }
    expect(fisherExact({ ...large, having: 62_000 })).toBeLessThan(1e-15)
    expect(fisherExact({ ...large, having: 60_000 })).toBeCloseTo(0.5, 2)
    expect(fisherExact({ ...large, having: 58_000 })).toBeCloseTo(1, 9)
  })
})

describe('the false discovery rate', () => {
  // Benjamini and Hochberg, JRSS B 57 (1995), their example of 15 hypotheses about infarctions (of Neuhaus et al., J. Am. Coll.
  // Cardiol. 19, 1992): at 0.05 the first four are rejected.
  const published = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ]
  it('rejects what is published, in whatever order it comes', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(published, { minLength: published.length }), (pValues) => {
        const rates = falseDiscoveryRates(pValues)
        const rejected = pValues.filter((_, index) => (rates[index] ?? 1) <= 0.05)
        expect(rejected.toSorted((a, b) => a - b)).toEqual([0.0001, 0.0004, 0.0019, 0.0095])
        expect(rates[pValues.indexOf(0.0095)]).toBeCloseTo((0.0095 * 15) / 4, 12)
        expect(rates[pValues.indexOf(0.0278)]).toBeCloseTo((0.0298 * 15) / 7, 12)
      }),
      { numRuns: 30 },
    )
  })
})

describe('what is over-represented', () => {
  const table = fc.record({
    having: fc.nat(40),
    lacking: fc.nat(40),
    othersHaving: fc.nat(40),
    othersLacking: fc.nat(40),
  })
  it('is told from enough cases alone, has a lift above 1, and the surest comes first', () => {
    fc.assert(
      fc.property(fc.array(table, { maxLength: 20 }), (tables) => {
        const properties = tables.map(({ having, lacking, othersHaving, othersLacking }, index) => {
          return { index, having, total: having + lacking, othersHaving, othersTotal: othersHaving + othersLacking }
        })
        const told = overRepresented(properties)
        for (const { having, total, othersHaving, othersTotal, lift, pValue, falseDiscoveryRate } of told) {
          expect(having).toBeGreaterThanOrEqual(5)
          expect(Math.min(total, othersTotal, having + othersHaving)).toBeGreaterThanOrEqual(10)
          expect(having / total).toBeGreaterThan(othersHaving / othersTotal)
          expect(lift).toEqual(
            othersHaving === 0 ? null : expect.closeTo(having / total / (othersHaving / othersTotal), 9),
          )
          expect(pValue).toBeLessThanOrEqual(falseDiscoveryRate)
          expect(falseDiscoveryRate).toBeLessThanOrEqual(0.05)
        }
        expect(told.map(({ pValue }) => pValue)).toEqual(told.map(({ pValue }) => pValue).toSorted((a, b) => a - b))
      }),
    )
    const clear = { having: 30, total: 40, othersHaving: 10, othersTotal: 40 }
    expect(overRepresented([clear])).toHaveLength(1)
    // The same among a hundred others is no longer sure enough, when it is a weaker one.
    const weak = { having: 14, total: 40, othersHaving: 5, othersTotal: 40 }
    const none = { having: 20, total: 40, othersHaving: 20, othersTotal: 40 }
    expect(overRepresented([weak])).toHaveLength(1)
    expect(overRepresented([weak, ...Array<Fourfold>(100).fill(none)])).toEqual([])
  })
})
