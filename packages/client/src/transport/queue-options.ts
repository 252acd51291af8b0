import type { Batch, Event } from '@son1k/contract'
import type { Rescue, SendResult } from './deliver.js'
import type { DropReason } from './drops.js'
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
  drops: Partial<Record<DropReason, number>>
  /** The server answered 401 or 403: nothing is sent until `start` is called again. */
  stopped: boolean
}

export type QueueOptions = {
  send: Send
  /** For what the server refuses: `dropRefused`, or something that mends events first. */
  rescue: Rescue
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
