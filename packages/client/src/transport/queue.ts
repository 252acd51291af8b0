import type { Batch, DropCounts, DropReason } from '@son1k/contract'
import { BATCH_EVENTS } from './batch-events.js'
import { deliver, type Lost, type SendResult } from './deliver.js'
import { addDrops } from './drops.js'
import { type Entry, keyOf, parseEntries, takeWithin } from './entry.js'
import { takeEntries, type Waiting } from './intake.js'
import type { Queue, QueueSettings } from './queue-options.js'
import { retryDelayMs } from './retry-delay.js'
import type { QueueStorage } from './storage.js'

/** A queue that delivers every event at least once; the event's id makes it exactly once. */
export function createBoundedQueue(options: QueueSettings): Queue {
  const { now = Date.now, random = Math.random, schedule, exclusive } = options
  const { maxEvents = 10_000, maxBytes, maxAgeMs = 604_800_000 } = options
  const { batchBytes, batchDelayMs = 250, tell } = options

  const drops: DropCounts = {}
  /** Of these, the ones that no event tells the server of yet. */
  let untold: DropCounts = {}
  const waiting: Waiting[] = []
  /** What this page added and no server has acknowledged: a closing page has no time to read the storage. */
  let recent: Entry[] = []
  let started = false
  let stopped = false
  let running: Promise<void> | undefined
  let writing: Promise<void> | undefined
  let cancelTimer: (() => void) | undefined
  /** Of what is stored, or on its way there, as far as this tab knows. */
  let storedCount = 0
  let storedBytes = 0
  let retryCount = 0

  const queueLength = () => storedCount + waiting.length
  const isBeyond = (share: number) => storedCount > maxEvents * share || storedBytes > maxBytes * share

  function drop(reason: DropReason, lost: Lost[] = [{}], message?: string) {
    const count = lost.length
    addDrops(drops, { [reason]: count })
    // What the server has rejected it has counted.
    if (!message) addDrops(untold, { [reason]: count })
    for (const { json } of lost) if (json) addDrops(untold, JSON.parse(json).dropped)
    tell('drop', { reason, count, message })
  }

  /** Has a stored event tell the server of what was lost: that is kept then, and counted once, as the event is. */
  async function carry(storage: QueueStorage, entry: Entry | undefined) {
    if (!entry || !Object.keys(untold)[0]) return
    const event = JSON.parse(entry.json)
    event.dropped ??= {}
    addDrops(event.dropped, untold)
    untold = {}
    entry.json = JSON.stringify(event)
    for (const other of recent) if (other.key === entry.key) other.json = entry.json
    await storage.add([entry])
  }

  function resize(events: Entry[], sign: 1 | -1) {
    for (const { bytes } of events) {
      storedCount += sign
      storedBytes += sign * bytes
    }
  }

  /** Reads all sizes anew if another tab has changed what is stored. */
  async function measure(storage: QueueStorage) {
    if ((await storage.count()) === storedCount) return
    const all = await storage.read()
    storedCount = storedBytes = 0
    resize(all, 1)
  }

  /** Moves what waits to the storage: at most `most` events, by default all. The move begins before this returns. */
  async function store(most?: number) {
    const entries = takeEntries(waiting, () => drop('VALIDATION_FAILED'), most)
    recent = [...recent, ...entries].slice(-BATCH_EVENTS)
    resize(entries, 1)
    try {
      const storage = await options.storage
      let key = (await storage.add(entries)) - entries.length
      for (const entry of entries) entry.key = ++key
      while (isBeyond(1)) {
        // Some at a time, so that a long burst is not slow.
        const oldest = await storage.read(Math.ceil(storedCount / 10))
        if (oldest[0]) await lose(oldest, 'QUEUE_FULL')
        // Another tab was faster.
        else await measure(storage)
      }
      await carry(storage, entries[entries.length - 1])
    } catch {
      drop('STORAGE_FAILED', entries)
      resize(entries, -1)
    }
  }

  async function writeAll() {
    await options.storage
    while (waiting.length) {
      // While deliveries succeed, more than fits waits for them instead of pushing others out.
      if (started && !retryCount && isBeyond(0.5)) await run()
      await store(BATCH_EVENTS)
      // Whoever added so many events has other things to do, too.
      if (waiting.length) await new Promise((resolve) => setTimeout(resolve))
    }
    writing = undefined
  }

  async function settle(events: Entry[]) {
    const keys = events.map(keyOf)
    await (await options.storage).remove(keys)
    recent = recent.filter((entry) => !keys.includes(keyOf(entry)))
    resize(events, -1)
  }

  async function lose(events: Entry[], reason: DropReason) {
    await settle(events)
    drop(reason, events)
  }

  const toBatch = (events: Entry[]): Batch => ({
    sentAt: new Date(now()).toISOString(),
    events: parseEntries(events),
  })

  const send = (events: Entry[], closing = false) => options.send(toBatch(events), { closing })

  const run = (): Promise<void> => (running ??= runOnce())

  async function runOnce() {
    pause()
    // A storage that fails is a failed try, too: what it holds is still to be delivered.
    let failure: SendResult | undefined = { status: 0 }
    try {
      const storage = await options.storage
      failure = await exclusive(() => deliverAll(storage))
      await measure(storage)
    } catch {}
    running = undefined
    if (!failure) {
      retryCount = 0
      // Added during the run.
      if (queueLength()) runAfter(batchDelayMs)
    } else if ([401, 403].includes(failure.status)) {
      stopped = true
      started = false
      tell('stop', failure.status)
    } else runAfter(retryDelayMs(++retryCount, random(), failure.retryAfterSeconds))
    tell('status')
  }

  /** Answers what ended it early. */
  async function deliverAll(storage: QueueStorage): Promise<SendResult | undefined> {
    for (;;) {
      const oldest = await storage.read(BATCH_EVENTS)
      if (!oldest[0]) {
        // Another tab may have delivered what this one remembers.
        if (!writing) recent = []
        return
      }
      const batch = takeWithin(batchBytes, oldest)
      const old = oldest.filter(({ json }) => Date.parse(JSON.parse(json).occurredAt) < now() - maxAgeMs)
      if (!old[0]) await carry(storage, batch[0])
      const failure = old[0] ? await lose(old, 'TOO_OLD') : await deliver(batch, { send, settle, drop }, options)
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
    if (!leaving[0]) return
    const { body } = await send(leaving, true)
    // What is rejected is left to an ordinary delivery, if the page lives on.
    if (!body || body.rejected[0]) return
    await Promise.all([stored, writing])
    await settle(leaving.filter(({ key }) => key))
  }

  function runAfter(delayMs: number) {
    if (started) cancelTimer = schedule(run, delayMs)
  }

  function pause() {
    cancelTimer?.()
    cancelTimer = undefined
  }

  return {
    async add(event) {
      if (waiting.length > 2 * maxEvents) return drop('QUEUE_FULL')
      waiting.push(event)
      if (!running && !cancelTimer) runAfter(batchDelayMs)
      tell('status')
      writing ??= writeAll()
      return writing
    },
    async flush({ closing } = {}) {
      if (!started) return
      if (closing) return sendRecent().catch(() => undefined)
      await writing
      await running
      return run()
    },
    status: () => ({ queueLength: queueLength(), retryCount, drops: { ...drops }, stopped }),
    start() {
      started = true
      stopped = false
      void run()
    },
    stop() {
      started = false
      pause()
    },
  }
}
