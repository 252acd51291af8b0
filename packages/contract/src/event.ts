import type { DropCounts, RejectionCode } from './errors.js'
import type { Json } from './json.js'

/** What every event carries. */
export type EventBase = {
  /** UUID made by the client (v7 recommended): the idempotency key. */
  id: string
  /** RFC 3339, by the client's clock. */
  occurredAt: string
  userId: string
  /** UUID. */
  sessionId?: string
  /** 0, 1, 2 … within the session and tab: gaps measure loss. */
  seq?: number
  /** Path, without query and hash. */
  page?: string
  /**
   * Events that the client lost before this one, by reason. Counted when this one is stored, so once, however often it is
   * sent: for clients that keep their queue.
   */
  dropped?: DropCounts
}

/** What a track was asked to be. An absent field, or the old client's `"N/A"`, is unknown. */
export type Track = {
  prompt?: string
  style?: string
  scale?: string
  mood?: string
  /** Seconds of audio made. */
  durationSeconds?: number
  tempoBpm?: number
  instruments?: string[]
  aiEnhanced?: boolean
  /** The generation that this one is a new try of. */
  parentId?: string
  /** Seed, model …: whatever reproduces the track. */
  params?: Record<string, Json>
}

export type SessionContext = {
  referrer?: string
  language?: string
  timeZone?: string
  screen?: string
  appVersion?: string
}

export const OUTCOMES = ['succeeded', 'failed', 'cancelled', 'abandoned'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** The actions by which somebody keeps a track. */
export const KEEP_ACTIONS = ['save', 'download', 'share', 'like'] as const

export type SessionStartEvent = EventBase & { type: 'session.start'; sessionId: string; context?: SessionContext }
export type SessionEndEvent = EventBase & { type: 'session.end'; sessionId: string }
export type GenerationStartEvent = EventBase & { type: 'generation.start'; generationId: string } & Track
export type GenerationEvent = EventBase & {
  type: 'generation'
  /** The host's own id of the track; by default the event's id. */
  generationId?: string
  /** By default `succeeded`. */
  outcome?: Outcome
  /** How long the person waited, in seconds. */
  generationSeconds?: number
  errorMessage?: string | null
} & Track
export type InteractionEvent = EventBase & {
  type: 'interaction'
  action: string
  element: string
  value?: string | null
  metadata?: Record<string, Json>
  generationId?: string
}

export type Event = SessionStartEvent | SessionEndEvent | GenerationStartEvent | GenerationEvent | InteractionEvent
export const EVENT_TYPES = ['session.start', 'session.end', 'generation.start', 'generation', 'interaction'] as const
export type EventType = (typeof EVENT_TYPES)[number]

/** What a single procedure takes: `id` and `occurredAt` are filled in when absent. */
export type Untimed<E extends Event> = Omit<E, 'type' | 'id' | 'occurredAt' | 'dropped'> & {
  id?: string
  occurredAt?: string
}
export type GenerationInput = Untimed<GenerationEvent>
export type InteractionInput = Untimed<InteractionEvent>
export type SessionStartInput = { userId: string; sessionId?: string; context?: SessionContext }
export type SessionEndInput = { sessionId: string }

export type Batch = {
  /** RFC 3339: the client's clock at sending. Against the server's it tells how wrong that clock is. */
  sentAt: string
  /** The app's public write key, where a header can't be set. */
  key?: string
  events: Event[]
  /**
   * Events that the client lost since it last said so, for clients that keep no queue. To be sent again with the same
   * events where no answer came: they are counted once.
   */
  dropped?: DropCounts
}
/** A batch whose events are still to be checked, one by one: one bad event must not fail its neighbours. */
export type UncheckedBatch = Omit<Batch, 'events'> & { events: unknown[] }
/** Events of any age, each with an id and its time: what an administrator imports. */
export type ImportInput = Pick<Batch, 'events'>
export type UncheckedImport = Pick<UncheckedBatch, 'events'>
export type Rejection = { index: number; code: RejectionCode; message: string }
export type BatchResult = { accepted: number; duplicates: number; rejected: Rejection[] }
