import type { LiveSnapshot } from '@son1k/contract'
import type { Commit } from '@son1k/store'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createLiveHub } from '../src/live.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const commit: Commit = { appIds: [1], events: 1, durationMs: 1, waitedMs: [1] }

/** A hub over a store that counts: each snapshot's `activeSessions` is the number of the question it answers. */
function setUp(options: { maxWatchers?: number } = {}) {
  let asked = 0
  const listeners = new Set<(commit: Commit) => void>()
  const errors: unknown[] = []
  const state = { fails: false }
  const hub = createLiveHub({
    store: {
      async liveSnapshot(): Promise<LiveSnapshot> {
        asked++
        if (state.fails) throw new Error('no database')
        const today = { generations: 0, succeeded: 0, failed: 0, sessions: 0, events: 0 }
        return { at: new Date().toISOString(), activeSessions: asked, today, generationsByMinute: [], recentEvents: [] }
      },
      onCommit(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    now: Date.now,
    onError: (error) => errors.push(error),
    ...options,
  })
  const commitOnce = () => {
    for (const listener of listeners) listener(commit)
  }
  return { hub, asked: () => asked, commit: commitOnce, errors, state, listeners }
}

/** Reads a stream in the background. */
function read(stream: AsyncGenerator<LiveSnapshot, void, unknown>) {
  const seen: number[] = []
  const ended = (async () => {
    for await (const snapshot of stream) seen.push(snapshot.activeSessions)
  })()
  return { seen, ended }
}

describe('a live view', () => {
  test('shows a snapshot at once, the first change at once, and later ones once a second', async () => {
    const { hub, commit } = setUp()
    const { seen } = read(hub.watch(1, undefined))
    await vi.advanceTimersByTimeAsync(0)
    expect(seen).toEqual([1])
    await vi.advanceTimersByTimeAsync(5_000)
    commit()
    await vi.advanceTimersByTimeAsync(0)
    expect(seen).toEqual([1, 2])
    for (let time = 0; time < 50; time++) {
      commit()
      await vi.advanceTimersByTimeAsync(20)
    }
    expect(seen).toEqual([1, 2, 3])
  })

  test('asks again without a change after a while, because sessions end by doing nothing', async () => {
    const { hub } = setUp()
    const { seen } = read(hub.watch(1, undefined))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(seen).toEqual([1, 2, 3])
  })

  test('asks the store once for all who watch, and not at all when nobody does', async () => {
    const { hub, asked, commit } = setUp()
    const aborts = Array.from({ length: 20 }, () => new AbortController())
    const readers = aborts.map(({ signal }) => read(hub.watch(1, signal)))
    await vi.advanceTimersByTimeAsync(2_000)
    commit()
    await vi.advanceTimersByTimeAsync(0)
    expect(asked()).toBe(2)
    expect(readers.map(({ seen }) => seen)).toEqual(readers.map(() => [1, 2]))
    for (const abort of aborts) abort.abort()
    await Promise.all(readers.map(({ ended }) => ended))
    commit()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([asked(), hub.watching()]).toEqual([2, 0])
  })

  test('shows the newest to one who is slow, not all that he missed', async () => {
    const { hub, commit } = setUp()
    const stream = hub.watch(1, undefined)
    expect((await stream.next()).value?.activeSessions).toBe(1)
    for (let time = 0; time < 5; time++) {
      await vi.advanceTimersByTimeAsync(2_000)
      commit()
      await vi.advanceTimersByTimeAsync(0)
    }
    expect((await stream.next()).value?.activeSessions).toBe(6)
  })

  test('takes a place until it ends, also when it was never read', () => {
    const { hub } = setUp({ maxWatchers: 2 })
    const abort = new AbortController()
    hub.watch(1, abort.signal)
    hub.watch(1, abort.signal)
    expect(() => hub.watch(1, undefined)).toThrow(expect.objectContaining({ code: 'OVERLOADED' }))
    abort.abort()
    expect(hub.watching()).toBe(0)
    expect(() => hub.watch(1, AbortSignal.abort())).not.toThrow()
    expect(hub.watching()).toBe(0)
  })

  test('goes on by itself after the store failed', async () => {
    const { hub, state, errors, commit } = setUp()
    const { seen } = read(hub.watch(1, undefined))
    await vi.advanceTimersByTimeAsync(2_000)
    state.fails = true
    commit()
    await vi.advanceTimersByTimeAsync(2_000)
    expect([seen, errors.length]).toEqual([[1], 1])
    state.fails = false
    await vi.advanceTimersByTimeAsync(30_000)
    expect(seen).toEqual([1, 3])
  })

  test('breaks off when the server closes, so that its reader connects again', async () => {
    const { hub, listeners } = setUp()
    const { ended } = read(hub.watch(1, undefined))
    const broken = expect(ended).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    await vi.advanceTimersByTimeAsync(0)
    hub.close()
    await broken
    expect([hub.watching(), listeners.size]).toEqual([0, 0])
    expect(() => hub.watch(1, undefined)).toThrow(expect.objectContaining({ code: 'OVERLOADED' }))
  })
})
