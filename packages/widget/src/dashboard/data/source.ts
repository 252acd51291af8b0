import type { createAnalytics } from '@son1k/client'
import type { LiveSnapshot, Range, Summary, SystemStatus } from '@son1k/contract'

/** What the live stream reports. `onEnd`: it broke off, or never began; `error` says why when that is known. */
export type LiveListener = { onSnapshot(snapshot: LiveSnapshot): void; onEnd(error: unknown): void }

type InsightName = 'timeseries' | 'breakdown' | 'hours' | 'latency' | 'patience' | 'retention'

/** Where the dashboard gets its numbers. Every question rejects with an error that `toFailure` understands. */
export type Source = {
  /** The period and the one before it. */
  summary(asked: { range: Range; compare: boolean }, signal: AbortSignal): Promise<Summary>
  /** The questions that views ask by themselves. */
  insights: Pick<ReturnType<typeof createAnalytics>['api']['analytics'], InsightName>
  status(signal: AbortSignal): Promise<SystemStatus>
  activeSessions(signal: AbortSignal): Promise<number>
  /** @returns the function that ends the stream */
  live(listener: LiveListener): () => void
  close(): void
}
