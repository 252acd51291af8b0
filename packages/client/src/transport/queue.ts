import type { Event } from '@son1k/contract'
import { BATCH_EVENTS } from './batch-events.js'
import { deliver, type SendResult } from './deliver.js'
import type { Drop, DropReason } from './drops.js'
import { type Entry, keysOf, parseEntries, sumBytes, takeWithin } from './entry.js'
import { takeEntries, type Waiting } from './intake.js'
import type { Queue, QueueOptions, QueueStatus } from './queue-options.js'
import { retryDelayMs } from './retry-delay.js'
import { schedule as scheduleTimer } from './schedule.js'
import type { QueueStorage } from './storage.js'

/** A queue that delivers every event at least once; the event's id makes it exactly once. */
export function createQueue(options: QueueOptions): Queue {
  const { now = Date.now, random = Math.random, schedule = scheduleTimer, exclusive = (run) => run() } = options
  const { maxEvents = 10_000, maxBytes = 8_388_608, maxAgeMs = 604_800_000 } = options
  const { batchBytes = 400_000, batchDelayMs = 250, onChange } = options

  const drops: QueueStatus['drops'] = {}
  const opened = Promise.resolve(options.storage).then(async (storage) => {
    await measure(storage).catch(() => undefined)
    return storage
  })
  const waiting: Waiting[] = []
  /** What this page added and no server has acknowledged: a closing page has no time to read the storage. */
  let recent: Entry[] = []
  let started = false
  let stopped = false
  let closed = false
  let running: Promise<void> | undefined
  let writing: Promise<void> | undefined
  let cancelTimer: (() => void) | undefined
  /** Of what is stored, as far as this tab knows. */
  let storedCount = 0
  let storedBytes = 0
  /** On the way from those that wait to the storage. */
  let writingCount = 0
  let retryCount = 0
  /** The connection has come back during a run that may have missed it. */
  let isBack = false

  const queueLength = () => storedCount + writingCount + waiting.length

  function drop(reason: DropReason, count = 1, message?: string) {
    drops[reason] = (drops[reason] ?? 0) + count
    options.onDrop?.(reason, count, message)
  }

  /** Reads all sizes anew if another tab has changed what is stored. */
  async function measure(storage: QueueStorage) {
    if ((await storage.count()) === storedCount) return
    const all = await storage.read()
    storedCount = all.length
    storedBytes = sumBytes(all)
  }

  /** Moves what waits to the storage: at most `most` events, by default all. The move begins before this returns. */
  async function store(most?: number) {
    const entries = takeEntries(waiting, () => drop('VALIDATION_FAILED'), most).filter(
      ({ bytes }) => bytes <= batchBytes || drop('EVENT_TOO_LARGE'),
    )
    const { length } = entries
    if (!length) return
    recent = [...recent, ...entries].slice(-BATCH_EVENTS)
    writingCount += length
    try {
      const storage = await opened
      const lastKey = await storage.add(entries)
      for (const [index, entry] of entries.entries()) entry.key = lastKey - length + 1 + index
      storedCount += length
      storedBytes += sumBytes(entries)
    } catch {
      drop('STORAGE_FAILED', length)
    }
    writingCount -= length
    await dropExcess().catch(() => undefined)
  }

  async function dropExcess() {
    const storage = await opened
    for (;;) {
      // Sizes are alike, so that many of the oldest should do for the bytes.
      const excess = Math.max(storedCount - maxEvents, Math.ceil(storedCount * (1 - maxBytes / storedBytes)))
      if (!(excess > 0)) return
      const oldest = await storage.read(excess)
      // Another tab was faster.
      if (!oldest.length) return measure(storage)
      await lose(oldest, 'QUEUE_FULL')
    }
  }

  async function writeAll() {
    await opened
    while (waiting.length) {
      // While deliveries succeed, more than fits waits for them instead of pushing others out.
      if (started && !retryCount && (storedCount > maxEvents / 2 || storedBytes > maxBytes / 2)) await run()
      await store(BATCH_EVENTS)
      // Whoever added so many events has other things to do, too.
      if (waiting.length) await new Promise((resolve) => setTimeout(resolve))
    }
    writing = undefined
  }

  async function settle(events: Entry[], lost: Drop[]) {
    const keys = keysOf(events)
    await (await opened).remove(keys)
    recent = recent.filter(({ key = 0 }) => !keys.includes(key))
    for (const { code, message } of lost) drop(code, 1, message)
    storedCount -= events.length
    storedBytes -= sumBytes(events)
    onChange?.()
  }

  async function lose(events: Entry[], reason: DropReason) {
    await settle(events, [])
    drop(reason, events.length)
  }

  const send = (events: Entry[], closing = false): Promise<SendResult> =>
    options.send({ sentAt: new Date(now()).toISOString(), events: parseEntries(events) }, { closing })

  function run(): Promise<void> {
    running ??= runOnce()
    return running
  }

  async function runOnce() {
    cancelTimer?.()
    cancelTimer = undefined
    let failure: SendResult | undefined = { status: 0 }
    try {
      const storage = await opened
      failure = await exclusive(() => deliverAll(storage))
      await measure(storage)
    } catch {
      // The storage failed. What it holds is still to be delivered, so this was a failed try.
    }
    running = undefined
    conclude(failure)
    onChange?.()
  }

  /** Answers what ended it early. */
  async function deliverAll(storage: QueueStorage): Promise<SendResult | undefined> {
    for (;;) {
      isBack = false
      const oldest = await storage.read(BATCH_EVENTS)
      if (!oldest.length) {
        // Another tab may have delivered what this one remembers.
        if (!writing) recent = []
        return
      }
      const events = parseEntries(oldest)
      const old = oldest.filter((_, index) => Date.parse(events[index]?.occurredAt ?? '') < now() - maxAgeMs)
      if (old.length) {
        await lose(old, 'TOO_OLD')
        continue
      }
      const failure = await deliver(takeWithin(batchBytes, oldest), { send, settle })
      if (failure) return failure
      retryCount = 0
    }
  }

  /** The newest events, for the older ones have surely reached the storage. */
  async function sendRecent() {
    const stored = store()
    const leaving = takeWithin(batchBytes, recent.reverse())
    // Hiding and closing follow each other closely: nothing leaves twice.
    recent = []
    if (!leaving.length) return
    const { body } = await send(leaving, true)
    if (!body) return
    await Promise.all([stored, writing])
    await settle(
      leaving.filter(({ key }) => key),
      body.rejected,
    )
  }

  function conclude(failure: SendResult | undefined) {
    if (!failure) {
      retryCount = 0
      // Added during the run.
      if (queueLength()) runAfter(batchDelayMs)
    } else if (failure.status === 401 || failure.status === 403) {
      stopped = true
      started = false
      options.onStop?.(failure.status)
    } else {
      retryCount += 1
      runAfter(isBack ? 0 : retryDelayMs(retryCount, random(), failure.retryAfterSeconds))
    }
  }

  function runAfter(delayMs: number) {
    if (started) cancelTimer = schedule(run, delayMs)
  }

  return {
    async add(event) {
      if (closed) return drop('CLOSED')
      if (waiting.length > 2 * maxEvents) return drop('QUEUE_FULL')
      waiting.push(typeof event === 'function' ? event : copy(event))
      if (!running && !cancelTimer) runAfter(batchDelayMs)
      onChange?.()
      writing ??= writeAll()
      return writing
    },
    async flush({ closing = false } = {}) {
      if (!started) return
      if (closing) return sendRecent().catch(() => undefined)
      await writing
      await running
      return run()
    },
    status: () => ({ queueLength: queueLength(), retryCount, drops: { ...drops }, stopped }),
    start() {
      if (closed) return
      started = true
      stopped = false
      void run()
    },
    online() {
      isBack = true
      if (started) void run()
    },
    async close() {
      const sending = started
      closed = true
      await writing
      started = false
      cancelTimer?.()
      await running
      if (sending) await run()
    },
  }
}

/** So that nothing changes it later. */
function copy(event: Event): Event | undefined {
  try {
    return JSON.parse(JSON.stringify(event))
  } catch {
    return undefined
  }
}
