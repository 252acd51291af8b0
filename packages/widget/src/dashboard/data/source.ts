import type { LiveSnapshot, Summary, SystemStatus } from '@son1k/contract'
import type { RangeDays } from './range.js'

/** What the live stream reports. `onEnd`: it broke off, or never began; `error` says why when that is known. */
export type LiveListener = { onSnapshot(snapshot: LiveSnapshot): void; onEnd(error: unknown): void }

/** Where the dashboard gets its numbers. Every question rejects with an error that `toFailure` understands. */
export type Source = {
  /** The period and the one before it. */
  summary(days: RangeDays, signal: AbortSignal): Promise<Summary>
  status(signal: AbortSignal): Promise<SystemStatus>
  activeSessions(signal: AbortSignal): Promise<number>
  /** @returns the function that ends the stream */
  live(listener: LiveListener): () => void
  close(): void
}
