import { parseEvent } from '@son1k/contract'
import { describe, expect, it } from 'vitest'
import { generateEvents, MIXED } from '../src/data/generate-events.js'

const endsAt = Date.UTC(2026, 0, 31)
const volume = { events: 20_000, days: 30, endsAt, seed: 7, perSession: MIXED }

describe('generateEvents', () => {
  it('makes the same events of the same seed, and others of another', () => {
    const events = [...generateEvents(volume)]
    expect([...generateEvents(volume)]).toEqual(events)
    expect([...generateEvents({ ...volume, seed: 8 })]).not.toEqual(events)
  })

  it('makes events that pass the contract, each id once, in the order of their time and within it', () => {
    const events = [...generateEvents(volume)]
    expect(events.filter((event) => !('event' in parseEvent(event)))).toEqual([])
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
    const times = events.map(({ occurredAt }) => Date.parse(occurredAt))
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times[0]).toBeGreaterThanOrEqual(endsAt - 30 * 86_400_000)
    expect(times.at(-1)).toBeLessThan(endsAt)
  })

  it('mixes 20 % generations, 70 % interactions and 10 % session events', () => {
    const events = [...generateEvents(volume)]
    const share = (type: string) => events.filter((event) => event.type.startsWith(type)).length / events.length
    expect(Math.abs(events.length / volume.events - 1)).toBeLessThan(0.05)
    expect(share('generation')).toBeCloseTo(0.2, 1)
    expect(share('interaction')).toBeCloseTo(0.7, 1)
    expect(share('session')).toBeCloseTo(0.1, 1)
  })
})
