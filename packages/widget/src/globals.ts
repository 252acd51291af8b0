import type {
  EventBase,
  GenerationEvent,
  GenerationStartEvent,
  InteractionEvent,
  Track,
  Event as TrackedEvent,
} from '@son1k/contract'
import type { TrackerStatus } from './dashboard-host.js'

/** What a page tracks: an event without what is stamped on it. */
export type NewEvent =
  | Omit<GenerationStartEvent, keyof EventBase>
  | Omit<GenerationEvent, keyof EventBase>
  | Omit<InteractionEvent, keyof EventBase>

export type Son1kStatus = TrackerStatus & {
  /** Events that were lost in this page, by reason. */
  drops: Record<string, number>
  /** The server refuses the write key (401 or 403): nothing is sent any more. */
  stopped: boolean
  /** `unknown` while the page has to ask and the person has not answered in this browser. */
  consent: 'granted' | 'denied' | 'unknown'
}

/** What is told under each name of `son1k.on`. */
type Son1kEvents = {
  /** As it goes into the queue. */
  track: TrackedEvent
  drop: { reason: string; count: number; message?: string | undefined }
  /** An event was over the server's limits: what was cut of it, or left out. */
  cut: { id: string; fields: string[] }
  /** 401 or 403. */
  stop: number
  /** A part of `status()` may have changed. */
  status: undefined
  /** A mistake while the tracker listened to the page; it goes no further. */
  error: unknown
}

/** A generation that is under way. The first of the three calls counts; what is given may add to, or correct, the start. */
type Generation = {
  readonly generationId: string
  succeed(more?: Track): void
  /** @param error whatever was thrown: an Error, a text, anything */
  fail(error?: unknown, more?: Track): void
  cancel(more?: Track): void
}

export type Generations = {
  /**
   * Tells that a generation starts, and measures how long it takes. When the page is left before its end it counts as
   * abandoned. @param params what is asked for; `generationId` where the page has its own
   */
  start(params?: Track & { generationId?: string }): Generation
}

/** A step in a track's life. */
type TrackWord =
  | 'play'
  | 'play_30s'
  | 'play_complete'
  | 'save'
  | 'download'
  | 'share'
  | 'like'
  | 'discard'
  | 'regenerate'
/** @param action one of the known words, or your own */
export type TrackAction = (
  generationId: string,
  action: TrackWord | (string & {}),
  value?: string | null,
) => Promise<void>

/** `window.son1k`. No method throws or rejects. */
export type Son1k = {
  /** Tracks an event; id, time, user, session and page are stamped on. Resolves when it is in the queue. */
  track(event: NewEvent): Promise<void>
  generation: Generations
  /** Tracks what was done with a generated track. */
  action: TrackAction
  /** Changes the user of later events, also after a reload. Users are not merged. */
  identify(userId: string): void
  /** Ends the session; what follows is of a new, unknown user. For a log-out. */
  reset(): Promise<void>
  /** The person agrees, or does not: kept in the browser. Without consent what was not sent yet is forgotten. */
  consent(isGranted: boolean): void
  /** The same as `consent(true)`. */
  optIn(): void
  /** The same as `consent(false)`. */
  optOut(): void
  /** Tries to deliver at once what waits. */
  flush(): Promise<void>
  status(): Son1kStatus
  /** Calls back with what happens in the tracker. @returns what stops it */
  on<Name extends keyof Son1kEvents>(name: Name, listener: (detail: Son1kEvents[Name]) => void): () => void
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
