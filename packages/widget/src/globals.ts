import type { EventBase, GenerationEvent, GenerationStartEvent, InteractionEvent } from '@son1k/contract'
import type { TrackerStatus } from './dashboard-host.js'

/** What a page tracks: an event without what is stamped on it. */
export type NewEvent =
  | Omit<GenerationStartEvent, keyof EventBase>
  | Omit<GenerationEvent, keyof EventBase>
  | Omit<InteractionEvent, keyof EventBase>

/** `window.son1k`. No method throws or rejects. */
export type Son1k = {
  /** Tracks an event; id, time, user, session and page are stamped on. Resolves when it is in the queue. */
  track(event: NewEvent): Promise<void>
  /** Changes the user of later events, also after a reload. Users are not merged. */
  identify(userId: string): void
  /** Tries to deliver at once what waits. */
  flush(): Promise<void>
  status(): TrackerStatus
  dashboard: { open(): Promise<void>; close(): void; toggle(): Promise<void> }
}

/** `window.analyticsClient`, as existing pages call it. No method throws or rejects. */
export type AnalyticsClient = {
  readonly sessionId: string | null
  readonly userId: string
  readonly isOnline: boolean
  /** @returns the live session's id, of a new session if there was none; null where tracking is off and there was none */
  startSession(): Promise<string | null>
  endSession(): Promise<void>
  /** Takes the detail of a `realMusicGenerated` event, in either shape. */
  trackMusicGeneration(detail: unknown): Promise<void>
  trackInteraction(action: string, element: string, value?: string | null): Promise<void>
  trackError(error: unknown): Promise<void>
  track_interaction(
    sessionId: string | null,
    userId: string | null,
    action: string,
    elementName: string,
    value?: string | null,
  ): Promise<void>
  /** The `data` of `GET /api/analytics`, or null when it can't be had. By default of 7 days. */
  getAnalytics(days?: number): Promise<unknown>
  /** The answer of `GET /api/health`, or null. */
  getHealth(): Promise<unknown>
  enable(): void
  disable(): void
  getStatus(): TrackerStatus
}

/** `window.analyticsDashboard`, as existing pages call it. */
export type AnalyticsDashboard = {
  show(): Promise<void>
  hide(): void
  toggle(): Promise<void>
  readonly isVisible: boolean
}

declare global {
  interface Window {
    son1k?: Son1k
    analyticsClient?: AnalyticsClient
    analyticsDashboard?: AnalyticsDashboard
  }
}
