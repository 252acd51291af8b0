import { describe, expect, it } from 'vitest'
import { availability } from '../src/queries/availability.js'
import { connect, newDatabase, openTestStore } from './support/database.js'
import { DAY, HOUR, MINUTE, NOW } from './support/events.js'

const utc = (now: number) => ({ zone: 'UTC', now })
const midnight = Date.parse('2026-11-24T00:00:00Z')

describe('availability', () => {
  it('is the share of each day in which a server ran, today until now', () => {
    const runs = [
      { from: midnight - DAY + 6 * HOUR, to: midnight - DAY + 15 * HOUR },
      { from: midnight + 6 * HOUR, to: midnight + 12 * HOUR },
    ]
    expect(availability(runs, utc(midnight + 12 * HOUR))).toEqual([
      { date: '2026-11-23', share: 0.5 },
      { date: '2026-11-24', share: 0.5 },
    ])
  })

  it('counts a time in which two servers ran once', () => {
    const runs = [
      { from: midnight, to: midnight + 6 * HOUR },
      { from: midnight + 3 * HOUR, to: midnight + 9 * HOUR },
    ]
    expect(availability(runs, utc(midnight + 12 * HOUR))).toEqual([{ date: '2026-11-24', share: 0.75 }])
  })

  it('shows at most 30 days, days without a server too', () => {
    const days = availability([{ from: midnight - 100 * DAY, to: midnight - 99 * DAY }], utc(NOW))
    expect(days).toHaveLength(30)
    expect(days.every(({ share }) => share === 0)).toBe(true)
    expect(days.at(-1)?.date).toBe('2026-11-24')
  })

  it('is kept by heartbeats, also where the server was killed', async () => {
    const url = await newDatabase()
    let now = midnight
    const first = await openTestStore({ url, now: () => now })
    now = midnight + 3 * HOUR
    await first.heartbeat()
    await first.close()
    // A run that was never closed, as after a crash: it lasted until its last heartbeat.
    const database = connect(url)
    await database.execute({
      sql: 'INSERT INTO run (started_at, last_seen_at) VALUES (?, ?)',
      args: [midnight + 6 * HOUR, midnight + 9 * HOUR],
    })
    now = midnight + 12 * HOUR
    const second = await openTestStore({ url, now: () => now })
    expect((await second.status(1)).availability).toEqual([{ date: '2026-11-24', share: 0.5 }])
    now = midnight + 12 * HOUR + MINUTE
    const [today] = (await second.status(1)).availability
    expect(today?.share).toBeCloseTo((6 * 60 + 1) / (12 * 60 + 1), 9)
  })
})
