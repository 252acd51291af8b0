import { describe, expect, it } from 'vitest'
import { batchSchema, LIMITS, rangeSchema, toIssues } from '../src/index.js'

const issuesOf = (input: unknown) => {
  const parsed = rangeSchema.safeParse(input)
  return parsed.success ? [] : toIssues(parsed.error).map(({ path, message }) => `${path} ${message}`)
}

describe('a range', () => {
  it.each([{ days: 1 }, { days: 365 }, { from: '2026-11-01T00:00:00Z', to: '2026-11-23T00:00:00+01:00' }])(
    'is taken: %j',
    (range) => {
      expect(rangeSchema.parse(range)).toEqual(range)
    },
  )

  it.each([
    [{ days: 0 }, 'days must be 1 or more'],
    [{ days: 366 }, 'days must be at most 365'],
    [{ days: 1.5 }, 'days must be a whole number'],
    [{ days: '7' }, 'days must be a number'],
    [{}, ' must be { days } or { from, to }'],
    ['week', ' must be { days } or { from, to }'],
    [{ from: '2026-11-01T00:00:00Z' }, 'to is required'],
    [{ from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' }, 'to must be after `from`'],
    [{ from: '2020-01-01T00:00:00Z', to: '2026-11-01T00:00:00Z' }, 'to must be at most 25 months after `from`'],
    [
      { days: 7, from: '2026-11-01T00:00:00Z', to: '2026-11-02T00:00:00Z' },
      ' must be { days } or { from, to }, not both',
    ],
    [{ days: 7, weeks: 1 }, ' does not know weeks'],
  ])('is refused: %j', (range, issue) => {
    expect(issuesOf(range)).toContain(issue)
  })
})

describe('a batch', () => {
  const sentAt = '2026-11-23T18:05:00Z'

  it('is an envelope: what is wrong inside an event is not its business', () => {
    expect(batchSchema.safeParse({ sentAt, events: [null, 5] }).success).toBe(true)
  })

  it.each([0, LIMITS.batchEvents + 1])('of %i events is refused', (length) => {
    const parsed = batchSchema.safeParse({ sentAt, events: Array(length).fill({}) })
    expect(parsed.success ? [] : toIssues(parsed.error)).toMatchObject([{ path: 'events' }])
  })
})

describe('what a client lost', () => {
  const batch = (dropped: unknown) => batchSchema.safeParse({ sentAt: '2026-11-23T18:05:00Z', events: [{}], dropped })
  const complaintsOf = (dropped: unknown) => {
    const { error } = batch(dropped)
    return error === undefined ? [] : toIssues(error).map(({ path, message }) => `${path} ${message}`)
  }

  it('comes with a batch, by reason', () => {
    expect(batch({ QUEUE_FULL: 3, TOO_OLD: 1 })).toMatchObject({
      success: true,
      data: { dropped: { QUEUE_FULL: 3, TOO_OLD: 1 } },
    })
  })

  it.each([
    [{ BOREDOM: 1 }, 'dropped does not know BOREDOM'],
    [{ CLOSED: 0 }, 'dropped.CLOSED must be 1 or more'],
    [{ CLOSED: 1e9 }, 'dropped.CLOSED must be at most 1000000'],
    [3, 'dropped must be an object of counts by reason'],
  ])('is refused: %j', (dropped, complaint) => {
    expect(complaintsOf(dropped)).toEqual([complaint])
  })
})
