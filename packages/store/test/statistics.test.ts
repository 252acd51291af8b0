import { describe, expect, it } from 'vitest'
import { kaplanMeier } from '../src/statistics/kaplan-meier.js'
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
