import { describe, expect, it } from 'vitest'
import {
  breakdownInputSchema,
  funnelInputSchema,
  hoursInputSchema,
  LIMITS,
  latencyInputSchema,
  patienceInputSchema,
  retentionInputSchema,
  timeseriesInputSchema,
  toIssues,
} from '../src/index.js'

type Parser = { safeParse(input: unknown): ReturnType<typeof timeseriesInputSchema.safeParse> | { success: boolean } }
const issuesOf = (schema: Parser, input: unknown): string[] => {
  const parsed = schema.safeParse(input)
  return 'error' in parsed && parsed.error
    ? toIssues(parsed.error).map(({ path, message }) => `${path} ${message}`)
    : []
}

const range = { days: 7 }
const style = { dimension: 'style', op: 'is', values: ['lofi'] }

describe('a question', () => {
  it.each([
    [timeseriesInputSchema, { range, metric: 'sessions', interval: 'day' }],
    [
      timeseriesInputSchema,
      { range, metric: 'p95GenerationSeconds', interval: 'hour', by: 'style', top: 20, filters: [style] },
    ],
    [timeseriesInputSchema, { range: { days: 95 }, metric: 'events', interval: 'hour' }],
    [
      breakdownInputSchema,
      { range, dimension: 'browser', metric: 'successRate', limit: 1_000, search: '%', compare: true },
    ],
    [hoursInputSchema, { range, metric: 'generations', filters: [{ ...style, op: 'contains' }] }],
    [
      latencyInputSchema,
      { range, by: 'tempoBand', filters: [{ dimension: 'tempoBand', op: 'isNot', values: ['0', '120'] }] },
    ],
    [patienceInputSchema, { range, filters: [{ dimension: 'bot', op: 'is', values: ['false'] }] }],
    [retentionInputSchema, { range, interval: 'week', periods: 60 }],
    [
      funnelInputSchema,
      { range, per: 'session', steps: [{ state: 'requested' }, { action: 'save' }], withinMinutes: 5 },
    ],
  ])('is taken: %#', (schema, input) => {
    expect(issuesOf(schema, input)).toEqual([])
    expect(schema.parse(input)).toEqual(input)
  })

  it.each([
    ['by', { by: 'genre' }, /^by must be one of style, mood, /],
    ['metric', { metric: 'clicks' }, /^metric must be one of generations, /],
    ['no metric', { metric: undefined }, /^metric is required/],
    ['interval', { interval: 'minute' }, /^interval must be one of hour, day, week, month$/],
    ['top', { top: 21 }, /^top must be at most 20$/],
    [
      'too many points',
      { range: { days: 96 }, interval: 'hour' },
      /^interval can't be hour for a range of more than 95 days$/,
    ],
    ['range', { range: { days: 0 } }, /^range\.days must be 1 or more$/],
    ['no range', { range: undefined }, /^range must be \{ days \} or \{ from, to \}$/],
    ['sessions by', { metric: 'sessions', by: 'style' }, /^by can't go with sessions/],
    ['sessions of', { metric: 'sessions', filters: [style] }, /^filters can't go with sessions/],
    ['dimension', { filters: [{ ...style, dimension: 'genre' }] }, /^filters\.0\.dimension must be one of /],
    ['operator', { filters: [{ ...style, op: 'like' }] }, /^filters\.0\.op must be one of is, isNot, contains$/],
    ['values', { filters: [{ ...style, values: [] }] }, /^filters\.0\.values must hold at least one value$/],
    [
      'too many values',
      { filters: [{ ...style, values: Array(LIMITS.filterValues + 1).fill('a') }] },
      /^filters\.0\.values must hold at most 20 values$/,
    ],
    ['too many filters', { filters: Array(11).fill(style) }, /^filters must hold at most 10 filters$/],
    ['a value', { filters: [{ ...style, values: ['\0'] }] }, /^filters\.0\.values\.0 must be well-formed/],
    [
      'a tempo band',
      { filters: [{ dimension: 'tempoBand', op: 'is', values: ['125'] }] },
      /^filters\.0\.values\.0 must be the BPM that a band starts at/,
    ],
    [
      'an hour',
      { filters: [{ dimension: 'hourOfWeek', op: 'is', values: ['168'] }] },
      /^filters\.0\.values\.0 must be an hour of the week/,
    ],
    [
      'a part of no text',
      { filters: [{ dimension: 'aiEnhanced', op: 'contains', values: ['true'] }] },
      /^filters\.0\.op can't be contains: aiEnhanced has no text$/,
    ],
    ['unknown keys', { group: 'style' }, /^ does not know group$/],
  ])('is refused, naming the field: %s', (_, changes, issue) => {
    const input = { range, metric: 'generations', interval: 'day', ...changes }
    expect(issuesOf(timeseriesInputSchema, input)).toEqual([expect.stringMatching(issue)])
  })
})
