import type { Batch, DropCounts, DropReason, Event } from '@son1k/contract'
import type { Judge, SendResult } from './deliver.js'
import type { Exclusive } from './exclusive.js'
import type { MakeEvents } from './intake.js'
import type { Schedule } from './schedule.js'
import type { QueueStorage } from './storage.js'

/** Sends one batch. `closing`: the page goes away, so the request must outlive it. */
export type Send = (batch: Batch, options: { closing: boolean }) => Promise<SendResult>

export type QueueStatus = {
  /** Events that no server has acknowledged yet. */
  queueLength: number
  /** Failed tries in a row. */
  retryCount: number
  /** Lost events by reason. */
  drops: DropCounts
  /** The server answered 401 or 403: nothing is sent until `start` is called again. */
  stopped: boolean
}

export type QueueNews =
  /** `status()` answers something new. */
  | [name: 'status']
  /** Events are lost. `message`: the server's words. */
  | [name: 'drop', drop: { reason: DropReason; count: number; message: string | undefined }]
  /** The server answered 401 or 403: the write key is wrong or missing. Told once, until the next `start`. */
  | [name: 'stop', status: number]

/** All that a queue must be told; what is optional here has one sensible answer. */
export type QueueSettings = Judge & {
  send: Send
  /** Where events wait; one that still opens is waited for, and must open. */
  storage: QueueStorage | Promise<QueueStorage>
  /** The client's clock in milliseconds UTC. */
  now?: () => number
  /** 0–1. */
  random?: () => number
  schedule: Schedule
  /** Beyond these the oldest events are dropped. By default 10,000 events, 7 days. */
  maxEvents?: number
  maxAgeMs?: number
  /** How long an event waits for company. By default 250. */
  batchDelayMs?: number
  /** One sender across tabs, see `createTabLock`. */
  exclusive: Exclusive
  /** Beyond these the oldest events are dropped, too. */
  maxBytes: number
  /** Bytes of events in one request. Browsers allow 64 KiB to requests that outlive their page. A larger event goes alone. */
  batchBytes: number
  /** Told of what happens. Must not throw. */
  tell: (...told: QueueNews) => void
}

/** As `createQueue` takes them: for one tab or process, up to 8 MiB, 400,000 bytes in one request, telling nobody. */
export type QueueOptions = Omit<QueueSettings, keyof QueueDefaults> & Partial<QueueDefaults>
export type QueueDefaults = Pick<QueueSettings, 'schedule' | 'exclusive' | 'maxBytes' | 'batchBytes' | 'tell'>

/** No method throws or rejects. Nothing is sent before `start`. */
export type Queue = {
  /**
   * Keeps an event for delivery, or what a function makes when there is time for it: it is read a moment later. Resolves
   * when all that was added is stored, or dropped and counted.
   */
  add(event: Event | MakeEvents): Promise<void>
  /**
   * Tries at once to deliver everything. Resolves when that is done, or has failed and will be tried again.
   * With `closing` the request, with what this page added lately, starts before this returns.
   */
  flush(options?: { closing?: boolean }): Promise<void>
  status(): QueueStatus
  /** Begins to send, and tries at once: also after 401 or 403, and when the connection is back. */
  start(): void
  /** Begins no more deliveries until `start`. */
  stop(): void
}
