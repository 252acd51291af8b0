import type { Batch, Event } from '@son1k/contract'
import { BATCH_EVENTS } from './batch-events.js'
import { deliver, type SendResult } from './deliver.js'
import type { Drop, DropReason } from './drops.js'
import type { Exclusive } from './exclusive.js'
import { createIntake } from './intake.js'
import { retryDelayMs } from './retry-delay.js'
import { type Schedule, schedule as scheduleTimer } from './schedule.js'
import type { QueuedEvent, QueueStorage, StoredEvent } from './storage.js'

/** Sends one batch. `closing`: the page goes away, so the request must outlive it. */
export type Send = (batch: Batch, options: { closing: boolean }) => Promise<SendResult>

export type QueueStatus = {
  /** Events that no server has acknowledged yet. */
  queueLength: number
  /** Failed tries in a row. */
  retryCount: number
  /** Lost events by reason. */
  drops: Partial<Record<DropReason, number>>
  /** The server answered 401 or 403: nothing is sent until `start` is called again. */
  stopped: boolean
}

export type QueueOptions = {
  send: Send
  /** Where events wait; one that still opens is waited for, and must open. */
  storage: QueueStorage | Promise<QueueStorage>
  /** The client's clock in milliseconds UTC. */
  now?: () => number
  /** 0–1. */
  random?: () => number
  schedule?: Schedule
  /** One sender across tabs, see `createTabLock`. */
  exclusive?: Exclusive
  /** Beyond these the oldest events are dropped. By default 10,000 events, 8 MiB, 7 days. */
  maxEvents?: number
  maxBytes?: number
  maxAgeMs?: number
  /** Bytes of events in one request, by default 400,000. Browsers allow 64 KiB to requests that outlive their page. A larger event is dropped. */
  batchBytes?: number
  /** How long an event waits for company. By default 250. */
  batchDelayMs?: number
  /** `status()` answers something new. Like the other callbacks it must not throw. */
  onChange?: () => void
  /** Events are lost. `message`: the server's words. */
  onDrop?: (reason: DropReason, count: number, message?: string) => void
  /** The server answered 401 or 403: the write key is wrong or missing. Told once, until the next `start`. */
  onStop?: (status: number) => void
}

/** No method throws or rejects. Nothing is sent before `start`. */
export type Queue = {
  /** Keeps an event for delivery. Resolves when it is stored, or dropped and counted. */
  add(event: Event): Promise<void>
  /**
   * Tries at once to deliver everything. Resolves when that is done, or has failed and will be tried again.
   * With `closing` the request, with what this page added lately, starts before this returns.
   */
  flush(options?: { closing?: boolean }): Promise<void>
  status(): QueueStatus
  /** Begins to send; also after 401 or 403. What was added before has waited in the storage. */
  start(): void
  /** The connection is back: tries at once. */
  online(): void
  /** Tries once more to deliver everything, then stops for good. */
  close(): Promise<void>
}

/** A queue that delivers every event at least once; the event's id makes it exactly once. */
export function createQueue(options: QueueOptions): Queue {
  const {
    storage,
    now = Date.now,
    random = Math.random,
    schedule = scheduleTimer,
    exclusive = (run) => run(),
  } = options
  const { maxEvents = 10_000, maxBytes = 8_388_608, maxAgeMs = 604_800_000 } = options
  const { batchBytes = 400_000, batchDelayMs = 250 } = options

  const drops: QueueStatus['drops'] = {}
  const intake = createIntake(store)
  /** What this page added and no server has acknowledged: a closing page has no time to read the storage. */
  const recent = new Map<string, QueuedEvent>()
  let started = false
  let stopped = false
  let closed = false
  let running: Promise<void> | undefined
  let cancelTimer: (() => void) | undefined
  let storedCount = 0
  let retryCount = 0
  /** Something happened during a run that it may have missed: an event was added, or (0) the connection came back. */
  let nextDelayMs: number | undefined

  function drop(reason: DropReason, count = 1, message?: string) {
    drops[reason] = (drops[reason] ?? 0) + count
    options.onDrop?.(reason, count, message)
  }

  async function store(events: QueuedEvent[]) {
    try {
      const added = await (await storage).add(events, { events: maxEvents, bytes: maxBytes })
      storedCount = added.events
      if (added.dropped > 0) drop('QUEUE_FULL', added.dropped)
    } catch {
      drop('STORAGE_FAILED', events.length)
    }
  }

  async function settle(events: StoredEvent[], lost: Drop[]) {
    await (await storage).remove(events.map(({ key }) => key))
    for (const { event } of events) recent.delete(event.id)
    for (const { code, message } of lost) drop(code, 1, message)
    storedCount -= events.length
    options.onChange?.()
  }

  const send = (events: QueuedEvent[], closing = false): Promise<SendResult> =>
    options.send({ sentAt: new Date(now()).toISOString(), events: events.map(({ event }) => event) }, { closing })

  function run(): Promise<void> {
    running ??= runOnce()
    return running
  }

  async function runOnce() {
    cancelTimer?.()
    cancelTimer = undefined
    let failure: SendResult | undefined = { status: 0 }
    try {
      failure = await exclusive(deliverAll)
      storedCount = await (await storage).count()
    } catch {
      // The storage failed. What it holds is still to be delivered, so this was a failed try.
    }
    running = undefined
    conclude(failure)
    options.onChange?.()
  }

  /** Answers what ended it early. */
  async function deliverAll(): Promise<SendResult | undefined> {
    for (;;) {
      nextDelayMs = undefined
      await intake.written()
      const oldest = await (await storage).read(BATCH_EVENTS)
      if (oldest.length === 0) {
        // Another tab may have delivered what this one remembers.
        if (intake.length() === 0) recent.clear()
        return
      }
      const old = oldest.filter(({ event }) => Date.parse(event.occurredAt) < now() - maxAgeMs)
      if (old.length > 0) {
        await settle(old, [])
        drop('TOO_OLD', old.length)
        continue
      }
      const failure = await deliver(takeWithin(batchBytes, oldest), { send, settle })
      if (failure) return failure
      retryCount = 0
    }
  }

  /** The newest events, for the older ones have surely reached the storage. */
  async function sendRecent() {
    const leaving = takeWithin(batchBytes, [...recent.values()].reverse())
    // Hiding and closing follow each other closely: nothing leaves twice.
    recent.clear()
    if (leaving.length === 0) return
    const { body } = await send(leaving, true)
    if (!body) return
    const ids = new Set(leaving.map(({ event }) => event.id))
    const stored = await (await storage).read(BATCH_EVENTS)
    await settle(
      stored.filter(({ event }) => ids.has(event.id)),
      body.rejected,
    )
  }

  function conclude(failure: SendResult | undefined) {
    if (!failure) {
      retryCount = 0
      if (nextDelayMs !== undefined) runAfter(nextDelayMs)
    } else if (failure.status === 401 || failure.status === 403) {
      stopped = true
      started = false
      options.onStop?.(failure.status)
    } else {
      retryCount += 1
      runAfter(nextDelayMs === 0 ? 0 : retryDelayMs(retryCount, random(), failure.retryAfterSeconds))
    }
  }

  function runAfter(delayMs: number) {
    if (started) cancelTimer = schedule(run, delayMs)
  }

  return {
    async add(event) {
      const queued = measure(event)
      if (!queued) return drop('VALIDATION_FAILED')
      if (closed) return drop('CLOSED')
      if (queued.bytes > batchBytes) return drop('EVENT_TOO_LARGE')
      recent.set(queued.event.id, queued)
      if (recent.size > BATCH_EVENTS) recent.delete(recent.keys().next().value ?? '')
      const written = intake.add(queued)
      if (running) nextDelayMs ??= batchDelayMs
      else if (!cancelTimer) runAfter(batchDelayMs)
      options.onChange?.()
      return written
    },
    async flush({ closing = false } = {}) {
      if (!started) return
      if (closing) return sendRecent().catch(() => undefined)
      await running
      return run()
    },
    status: () => ({ queueLength: storedCount + intake.length(), retryCount, drops: { ...drops }, stopped }),
    start() {
      if (closed) return
      started = true
      stopped = false
      void run()
    },
    online() {
      nextDelayMs = 0
      if (started) void run()
    },
    async close() {
      const sending = started
      started = false
      closed = true
      cancelTimer?.()
      await running
      if (sending) await run()
    },
  }
}

/** A copy, so that nothing changes it later, and its size; nothing for what is no JSON or has no id. */
function measure(event: Event): QueuedEvent | undefined {
  try {
    const json = JSON.stringify(event)
    const copy: Event | null = JSON.parse(json)
    return copy?.id ? { event: copy, bytes: new TextEncoder().encode(json).length } : undefined
  } catch {
    return undefined
  }
}

/** The first events that fit. */
function takeWithin<E extends QueuedEvent>(bytes: number, events: E[]): E[] {
  let left = bytes
  const end = events.findIndex((event) => {
    left -= event.bytes
    return left < 0
  })
  return end < 0 ? events : events.slice(0, end)
}
