import { storeImport } from '@son1k/api'
import { parseEvent } from '@son1k/contract'
import { describe, expect, test } from 'vitest'
import { loadDemoData } from '../src/demo-data/load-demo-data.js'
import { makeDay } from '../src/demo-data/make-day.js'
import { makePeople } from '../src/demo-data/people.js'
import { startServer } from './support/start-server.js'

const FIRST_DAY = 20_760
const days = Array.from({ length: 30 }, (_, index) => makeDay(makePeople(), FIRST_DAY + index))
const events = days.flat()
const generations = events.filter((event) => event.type === 'generation')

describe('a month of sample data', () => {
  test('is as much as a small product has', () => {
    expect(events.length).toBeGreaterThan(15_000)
    expect(events.length).toBeLessThan(30_000)
    const users = new Set(events.map(({ userId }) => userId)).size
    expect(users).toBeGreaterThan(150)
    expect(users).toBeLessThanOrEqual(200)
  })

  test('is made of events that the server takes, each with an id of its own', () => {
    expect(events.map(parseEvent).filter((parsed) => !('event' in parsed))).toEqual([])
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
  })

  test('fails about once in twenty times, for a handful of reasons', () => {
    const failed = generations.filter(({ outcome }) => outcome === 'failed')
    expect(failed.length / generations.length).toBeCloseTo(0.05, 1)
    expect(new Set(failed.map(({ errorMessage }) => errorMessage)).size).toBeLessThan(10)
  })

  test('has favourite styles in both languages and prompts with a long tail', () => {
    const counts = (values: (string | undefined)[]) => {
      const byValue = new Map<string, number>()
      for (const value of values) byValue.set(value ?? '', (byValue.get(value ?? '') ?? 0) + 1)
      return [...byValue].sort((a, b) => b[1] - a[1])
    }
    const styles = counts(generations.map(({ style }) => style))
    expect(styles.map(([style]) => style)).toEqual(expect.arrayContaining(['electrónica', 'house']))
    expect(styles[0]?.[1]).toBeGreaterThan(5 * (styles.at(-1)?.[1] ?? 0))
    const prompts = counts(generations.map(({ prompt }) => prompt))
    expect(prompts[0]?.[1]).toBeGreaterThan(10)
    expect(prompts.filter(([, count]) => count === 1).length).toBeGreaterThan(prompts.length / 3)
  })

  test('is the same whenever it is made, and each day differs', () => {
    expect(makeDay(makePeople(), FIRST_DAY)).toEqual(days[0])
    expect(days[1]).not.toEqual(days[0])
  })
})

test('loading it again adds only what has happened since, and nothing that has not happened yet', async () => {
  const server = await startServer()
  const noon = (FIRST_DAY + 1) * 86_400_000 + 43_200_000
  const load = (now: number) => loadDemoData({ take: (events) => storeImport(server.store, events, 1), days: 2, now })
  const past = [...(days[0] ?? []), ...(days[1] ?? [])].filter(({ occurredAt }) => Date.parse(occurredAt) <= noon)
  expect(await load(noon)).toBe(past.length)
  expect(await load(noon)).toBe(0)
  expect(await load(noon + 6 * 3_600_000)).toBeGreaterThan(0)
  expect((await server.store.status(1)).events).toBeGreaterThan(past.length)
})
