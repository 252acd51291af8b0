import type { LiveSnapshot } from '@son1k/contract'
import type { Connection } from './connection.js'
import { type Failure, toFailure } from './failure.js'
import { createPolling } from './polling.js'
import type { Schedule } from './schedule.js'
import type { Source } from './source.js'

export type LiveOptions = {
  open: Source['live']
  /** Asks for everything that the stream would have told. Resolves with why that failed, if it did. */
  poll(): Promise<Failure | undefined>
  onSnapshot(snapshot: LiveSnapshot): void
  onConnection(connection: Connection): void
  schedule: Schedule
  /** 0 to 1, so that many dashboards don't come back in the same instant. */
  random(): number
}

export type Live = {
  start(): void
  /** Ends the stream and every timer, until the next `start()`. */
  stop(): void
  /** Another question failed: a stream that is still open may be dead, and a refusal ends everything. */
  doubt(failure: Failure): void
  /** The network came back: tries at once what waits for its turn. */
  hurry(): void
}

const FIRST_SNAPSHOT_MS = 5_000
const POLL_MS = 5_000
const REOPEN_MS = { first: 1_000, longest: 30_000 }

/**
 * Keeps the dashboard current: by the stream, or by asking every 5 seconds while the stream can't be had. The stream is
 * opened again with backoff all the while.
 */
export function createLive(options: LiveOptions): Live {
  const { open, poll, onSnapshot, onConnection, schedule, random } = options
  let isRunning = false
  let isLive = false
  let failedOpens = 0
  let endStream = () => {}
  let breakOff = (_error: unknown) => {}
  let cancelReopen = () => {}

  const polling = createPolling({
    poll,
    onAnswer: (failure) => (failure?.kind === 'refused' ? refuse() : onConnection(connectionAfter(failure))),
    pauseMs: POLL_MS,
    schedule,
  })
  const stop = () => {
    isRunning = false
    isLive = false
    endStream()
    cancelReopen()
    polling.stop()
  }
  const refuse = () => {
    stop()
    onConnection('refused')
  }

  const openStream = () => {
    cancelReopen()
    endStream()
    let isMine = true
    let unsubscribe = () => {}
    breakOff = (error) => {
      if (!isMine) return
      isLive = false
      endStream()
      if (toFailure(error).kind === 'refused') return refuse()
      const delayMs = Math.min(REOPEN_MS.longest, REOPEN_MS.first * 2 ** failedOpens) * (0.5 + random() / 2)
      failedOpens++
      cancelReopen = schedule(openStream, delayMs)
      polling.start()
    }
    const onEnd = breakOff
    const cancelDeadline = schedule(() => onEnd(new Error('The live stream sent nothing.')), FIRST_SNAPSHOT_MS)
    endStream = () => {
      if (!isMine) return
      isMine = false
      cancelDeadline()
      unsubscribe()
    }
    unsubscribe = open({
      onSnapshot(snapshot) {
        if (!isMine) return
        cancelDeadline()
        failedOpens = 0
        isLive = true
        polling.stop()
        onConnection('live')
        onSnapshot(snapshot)
      },
      onEnd,
    })
    if (!isMine) unsubscribe()
  }

  return {
    stop,
    start() {
      if (isRunning) return
      isRunning = true
      failedOpens = 0
      onConnection('connecting')
      openStream()
    },
    doubt(failure) {
      if (!isRunning) return
      if (failure.kind === 'refused') return refuse()
      if (isLive && failure.kind === 'unreachable') breakOff(new Error(failure.message))
    },
    hurry() {
      if (!isRunning || isLive) return
      failedOpens = 0
      openStream()
    },
  }
}

function connectionAfter(failure: Failure | undefined): Connection {
  if (!failure) return 'polling'
  return failure.kind === 'unreachable' ? 'unreachable' : 'stale'
}
