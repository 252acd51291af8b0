import { expect, test } from 'vitest'
import type { Connection } from '../src/dashboard/data/connection.js'
import type { Failure } from '../src/dashboard/data/failure.js'
import { createLive } from '../src/dashboard/data/live.js'
import { createPace } from '../src/dashboard/data/pace.js'
import type { LiveListener } from '../src/dashboard/data/source.js'
import { makeSnapshot } from './dashboard-data.js'

/** Time that stands still until it is moved. */
function makeTime() {
  let nowMs = 0
  const timers = new Set<{ at: number; run: () => void }>()
  return {
    now: () => nowMs,
    waiting: () => [...timers].map(({ at }) => at - nowMs).sort((a, b) => a - b),
    schedule(run: () => void, delayMs: number) {
      const timer = { at: nowMs + delayMs, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    /** Moves on and runs what is due, each timer at its time. */
    async pass(durationMs: number) {
      const end = nowMs + durationMs
      for (;;) {
        const next = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (!next) break
        timers.delete(next)
        nowMs = next.at
        next.run()
        await settle()
      }
      nowMs = end
    },
  }
}
const settle = () => new Promise((resolve) => setImmediate(resolve))

function startLive({ pollFailure }: { pollFailure?: Failure } = {}) {
  const time = makeTime()
  const connections: Connection[] = []
  const streams: LiveListener[] = []
  let openStreams = 0
  let polls = 0
  const live = createLive({
    open(listener) {
      streams.push(listener)
      openStreams++
      return () => void openStreams--
    },
    async poll() {
      polls++
      return pollFailure
    },
    onSnapshot: () => {},
    onConnection: (connection) => connections.push(connection),
    schedule: time.schedule,
    random: () => 1,
  })
  live.start()
  return {
    live,
    time,
    connections,
    stream: () => streams[streams.length - 1],
    opened: () => streams.length,
    openStreams: () => openStreams,
    polls: () => polls,
  }
}

test('a stream that sends nothing within 5 seconds counts as none', async () => {
  const { time, connections, polls } = startLive()
  await time.pass(4_999)
  expect(connections).toEqual(['connecting'])
  await time.pass(1)
  expect(connections).toEqual(['connecting', 'polling'])
  expect(polls()).toBe(1)
})

test('without a stream it polls at once and every 5 seconds, and opens the stream with growing pauses', async () => {
  const { time, stream, opened, polls } = startLive()
  const pauses: number[] = []
  for (let attempt = 0; attempt < 7; attempt++) {
    const before = time.now()
    stream()?.onEnd(new Error('refused'))
    const openedBefore = opened()
    while (opened() === openedBefore) await time.pass(500)
    pauses.push(time.now() - before)
  }
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  expect(polls()).toBe(1 + Math.floor(time.now() / 5_000))
})

test('polling ends when the stream is back, and begins again when it breaks off', async () => {
  const { time, stream, connections, polls } = startLive()
  stream()?.onEnd(new Error('away'))
  await time.pass(1_000)
  stream()?.onSnapshot(makeSnapshot())
  const before = polls()
  await time.pass(60_000)
  expect(polls()).toBe(before)
  expect(connections).toEqual(['connecting', 'polling', 'live'])
  stream()?.onEnd(new Error('away'))
  await settle()
  expect(polls()).toBe(before + 1)
})

test('a poll that fails tells whether the server is silent or in trouble', async () => {
  const silent = startLive({ pollFailure: { kind: 'unreachable', message: '' } })
  silent.stream()?.onEnd(new Error('away'))
  await settle()
  expect(silent.connections).toEqual(['connecting', 'unreachable'])
  const troubled = startLive({ pollFailure: { kind: 'failing', message: '' } })
  troubled.stream()?.onEnd(new Error('away'))
  await settle()
  expect(troubled.connections).toEqual(['connecting', 'stale'])
})

test('a refusal ends everything: no stream, no poll, no timer', async () => {
  const { time, stream, connections, openStreams } = startLive()
  stream()?.onEnd({ data: { httpStatus: 401 } })
  await settle()
  expect(connections).toEqual(['connecting', 'refused'])
  expect(openStreams()).toBe(0)
  expect(time.waiting()).toEqual([])
})

test('stopping ends everything, also while a poll is under way', async () => {
  const { live, time, stream, openStreams, connections } = startLive()
  stream()?.onEnd(new Error('away'))
  live.stop()
  await settle()
  expect(openStreams()).toBe(0)
  expect(time.waiting()).toEqual([])
  expect(connections).toEqual(['connecting'])
})

test('a question that finds no server breaks off a stream that only seems open', async () => {
  const { live, stream, connections, openStreams } = startLive({ pollFailure: { kind: 'unreachable', message: '' } })
  stream()?.onSnapshot(makeSnapshot())
  live.doubt({ kind: 'failing', message: 'one question alone' })
  expect(openStreams()).toBe(1)
  live.doubt({ kind: 'unreachable', message: '' })
  await settle()
  expect(openStreams()).toBe(0)
  expect(connections).toEqual(['connecting', 'live', 'unreachable'])
})

test('a pace runs the first request at once, later ones together, and never two at a time', async () => {
  const time = makeTime()
  const runs: number[] = []
  let finish = () => {}
  const run = () => {
    runs.push(time.now())
    return new Promise<void>((resolve) => {
      finish = resolve
    })
  }
  const pace = createPace(run, { intervalMs: 1_000, now: time.now, schedule: time.schedule })
  pace.request()
  pace.request()
  pace.request()
  expect(runs).toEqual([0])
  await time.pass(3_000)
  expect(runs).toEqual([0])
  finish()
  await settle()
  expect(runs).toEqual([0, 3_000])
  finish()
  await settle()
  pace.request()
  pace.request()
  await time.pass(1_000)
  expect(runs).toEqual([0, 3_000, 4_000])
})
