import type { EventType, Outcome } from './event.js'

export type Health = {
  status: 'healthy' | 'unhealthy'
  activeSessions: number
}

/** Percentiles of a duration in milliseconds since the server started; null before the first measurement. */
export type LatencyMs = { count: number; p50: number | null; p95: number | null; p99: number | null }

export type SystemStatus = {
  version: string
  /** RFC 3339. */
  startedAt: string
  uptimeSeconds: number
  /** The days since the first start (at most 30): the share of each, 0–1, in which a server was running. */
  availability: { date: string; share: number }[]
  /** Share of one core since the start; 1 is one core fully used. */
  cpuShare: number
  rssBytes: number
  eventLoopLagMs: { p50: number; p99: number }
  database: {
    kind: 'file' | 'remote'
    /** Null where the database can't tell. */
    bytes: number | null
    events: number
  }
  /** Events received and not yet committed. */
  queue: { events: number; bytes: number }
  /** From the receipt of an event to its commit. */
  ingest: LatencyMs
  /** Of all HTTP answers but the live stream. */
  responses: LatencyMs
  liveSubscribers: number
  /** Events refused or lost, by reason; `client.…` is what clients say that they lost before they could send it. */
  drops: Record<string, number>
}

/** One line of the live feed. */
export type RecentEvent = {
  id: string
  type: EventType
  /** RFC 3339, corrected for the client's clock. */
  at: string
  userId: string
  /** For a generation. */
  outcome?: Outcome
  style?: string
  prompt?: string
  /** For an interaction. */
  action?: string
  element?: string
}

/** What `analytics.live` sends: a snapshot at once, then a new one after a change, at most once a second. */
export type LiveSnapshot = {
  /** RFC 3339. */
  at: string
  activeSessions: number
  /** Since midnight in the app's time zone. */
  today: { generations: number; succeeded: number; failed: number; sessions: number; events: number }
  /**
   * Succeeded and failed generations of the last 60 minutes of the clock, the oldest first; the last one is still going on.
   * Null where there were more since than are counted (20,000).
   */
  generationsByMinute: (number | null)[]
  /** The newest first, at most 20. */
  recentEvents: RecentEvent[]
}
