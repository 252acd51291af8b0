import { vi } from 'vitest'
import type { Schedule } from '../../src/transport/schedule.js'

export type ManualClock = {
  now: () => number
  schedule: Schedule
  /** The delay of the one timer that is set, in milliseconds; nothing when none is. */
  pendingMs(): number | undefined
  /** Waits until a timer is set, moves the time to it and runs it. Answers its delay. */
  runTimer(): Promise<number>
  advance(ms: number): void
}

/** Time that moves only when a test says so. */
export function createManualClock(): ManualClock {
  let nowMs = Date.parse('2026-11-23T12:00:00Z')
  let timer: { run: () => void; delayMs: number } | undefined
  return {
    now: () => nowMs,
    schedule(run, delayMs) {
      if (timer) throw new Error('a second timer was set')
      const set = { run, delayMs }
      timer = set
      return () => {
        if (timer === set) timer = undefined
      }
    },
    pendingMs: () => timer?.delayMs,
    async runTimer() {
      const { run, delayMs } = await vi.waitUntil(() => timer, { interval: 1 })
      timer = undefined
      nowMs += delayMs
      run()
      return delayMs
    },
    advance(ms) {
      nowMs += ms
    },
  }
}
