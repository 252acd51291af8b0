import { describe, expect, it } from 'vitest'
import { commonMeanDifference } from '../src/statistics/common-mean-difference.js'
import { kaplanMeier } from '../src/statistics/kaplan-meier.js'
import { logLikelihoodRatio } from '../src/statistics/log-likelihood.js'
import { commonRiskDifference, commonRiskRatio } from '../src/statistics/mantel-haenszel.js'
import { wilsonInterval } from '../src/statistics/wilson-interval.js'

describe('the Wilson interval', () => {
  // Newcombe: Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i of %i is as published', (successes, total, low, high) => {
    const interval = wilsonInterval(successes, total)
    expect(interval?.low).toBeCloseTo(low, 4)
    expect(interval?.high).toBeCloseTo(high, 4)
  })

  it('of all is up to 1, and there is none of nothing', () => {
    expect(wilsonInterval(7, 7)?.high).toBe(1)
    expect(wilsonInterval(0, 0)).toBe(null)
  })
})

describe('the Kaplan–Meier estimate', () => {
  // Weeks of remission under 6-mercaptopurine (Freireich et al., Blood 21, 1963); estimates and standard errors as in
  // Kleinbaum and Klein: Survival Analysis, chapter 2; the intervals are those of R's `survfit`.
  const remissions = [6, 7, 10, 13, 16, 22, 23]
  const events = new Map(remissions.map((time) => [time, time === 6 ? 3 : 1]))
  const censored = new Map([6, 9, 10, 11, 17, 19, 20, 25, 32, 34, 35].map((time) => [time, time === 32 ? 2 : 1]))
  const times = [...new Set([...events.keys(), ...censored.keys()])].sort((a, b) => a - b)
  const observed = times.map((time) => ({ time, events: events.get(time) ?? 0, censored: censored.get(time) ?? 0 }))

  it('of remission times is as published', () => {
    const steps = kaplanMeier(observed)
    expect(steps.map(({ time }) => time)).toEqual(remissions)
    const shares = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    const lows = [0.72, 0.653, 0.586, 0.51, 0.439, 0.337, 0.249]
    const highs = [1, 0.996, 0.968, 0.935, 0.896, 0.858, 0.807]
    for (const [index, { share, low, high }] of steps.entries()) {
      expect(share).toBeCloseTo(shares[index] ?? 0, 4)
      expect(low).toBeCloseTo(lows[index] ?? 0, 2.9)
      expect(high).toBeCloseTo(highs[index] ?? 0, 2.9)
    }
  })

  it('goes down to 0 where all have the event, and stays at 1 where none has', () => {
    expect(kaplanMeier([{ time: 3, events: 2, censored: 0 }])).toEqual([{ time: 3, share: 0, low: 0, high: 1 }])
    expect(kaplanMeier([{ time: 3, events: 0, censored: 2 }])).toEqual([])
  })
})

describe('the Mantel–Haenszel estimates', () => {
  // Tuberculosis with and without vaccination in 13 trials (Colditz et al., JAMA 271, 1994), `dat.bcg` of the R package metafor
  // (Viechtbauer, J. Stat. Softw. 36, 2010); estimates of its `rma.mh` with "RD" and "RR", in whose tests Stata's `metan` agrees.
  const trials = [
    [4, 119, 11, 128],
    [6, 300, 29, 274],
    [3, 228, 11, 209],
    [62, 13_536, 248, 12_619],
    [33, 5_036, 47, 5_761],
    [180, 1_361, 372, 1_079],
    [8, 2_537, 10, 619],
    [505, 87_886, 499, 87_892],
    [29, 7_470, 45, 7_232],
    [17, 1_699, 65, 1_600],
    [186, 50_448, 141, 27_197],
    [5, 2_493, 3, 2_338],
    [27, 16_886, 29, 17_825],
  ] as const
  const strata = trials.map(([events, none, otherEvents, otherNone]) => ({
    events,
    total: events + none,
    otherEvents,
    otherTotal: otherEvents + otherNone,
  }))

  it('of a difference of risks are as published', () => {
    const { value, interval } = commonRiskDifference(strata) ?? {}
    expect(value).toBeCloseTo(-3.288181832613e-3, 12)
    const standardError = ((interval?.high ?? 0) - (interval?.low ?? 0)) / 2 / 1.959963984540054
    expect(standardError).toBeCloseTo(2.866567485273736e-4, 12)
  })

  it('of a ratio of risks are as published', () => {
    const { value, interval } = commonRiskRatio(strata) ?? {}
    expect(Math.log(value ?? 0)).toBeCloseTo(-0.4537, 4)
    expect(Math.log(interval?.low ?? 0)).toBeCloseTo(-0.5308, 4)
    expect(Math.log(interval?.high ?? 0)).toBeCloseTo(-0.3766, 4)
  })

  it('leave out strata with one group, and have no interval where nothing varies', () => {
    const alone = { events: 5, total: 9, otherEvents: 0, otherTotal: 0 }
    expect([commonRiskDifference([alone]), commonRiskRatio([alone])]).toEqual([null, null])
    expect(commonRiskDifference([...strata, alone])).toEqual(commonRiskDifference(strata))
    const all = { events: 2, total: 2, otherEvents: 3, otherTotal: 3 }
    expect(commonRiskDifference([all])).toEqual({ value: 0, interval: null })
    expect(commonRiskRatio([all])).toEqual({ value: 1, interval: null })
  })
})

describe('the difference of means that strata have in common', () => {
  // Student: The Probable Error of a Mean, Biometrika 6 (1908): hours of sleep that ten patients gained by each of two drugs;
  // 1.58 more by the second, with t = 4.06, so that its standard error is 1.58 ÷ 4.06.
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
  const pairs = second.map((sum, index) => ({ sum, count: 1, otherSum: first[index] ?? 0, otherCount: 1 }))

  it('of pairs is as published', () => {
    const { value, interval } = commonMeanDifference(pairs) ?? {}
    expect(value).toBeCloseTo(1.58, 12)
    expect(((interval?.high ?? 0) - (interval?.low ?? 0)) / 2 / 1.959963984540054).toBeCloseTo(1.58 / 4.0621, 4)
  })

  it('weighs strata by what they tell, and leaves out those with one group', () => {
    // Weights 3 · 1 ÷ 4 and 1 · 1 ÷ 2: (0.75 · 4 + 0.5 · 1) ÷ 1.25.
    const strata = [
      { sum: 18, count: 3, otherSum: 2, otherCount: 1 },
      { sum: 3, count: 1, otherSum: 2, otherCount: 1 },
    ]
    expect(commonMeanDifference(strata)?.value).toBeCloseTo(2.8, 12)
    expect(commonMeanDifference([...strata, { sum: 9, count: 1, otherSum: 0, otherCount: 0 }])).toEqual(
      commonMeanDifference(strata),
    )
    expect(commonMeanDifference(strata.slice(0, 1))).toEqual({ value: 4, interval: null })
    expect(commonMeanDifference([])).toBe(null)
  })
})

it('the log-likelihood ratio of party by gender is that of Agresti (2007), table 2.5: G² = 30.0', () => {
  const table = [
    [762, 327, 468],
    [484, 239, 477],
  ]
  expect(logLikelihoodRatio(table)).toBeCloseTo(30.0, 1)
  expect(
    logLikelihoodRatio([
      [0, 5],
      [0, 10],
    ]),
  ).toBe(0)
})
