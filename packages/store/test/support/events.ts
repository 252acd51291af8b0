import { randomUUID } from 'node:crypto'
import type {
  EventBase,
  GenerationEvent,
  GenerationStartEvent,
  InteractionEvent,
  SessionEndEvent,
  SessionStartEvent,
} from '@son1k/contract'
import type { Delivery } from '@son1k/store'

/** An instant that most tests take for now. */
export const NOW = Date.parse('2026-11-24T12:30:00Z')
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const iso = (at: number) => new Date(at).toISOString()

/** Some of an event's fields; `at` is when it occurred, by default `NOW`. */
type Given<E extends EventBase> = Partial<Omit<E, 'type' | 'occurredAt'>> & { at?: number }

const base = ({ at = NOW }: { at?: number }): EventBase => ({ id: randomUUID(), userId: 'user_1', occurredAt: iso(at) })

export const generation = ({ at, ...fields }: Given<GenerationEvent> = {}): GenerationEvent => ({
  ...base({ at }),
  ...fields,
  type: 'generation',
})
export const generationStart = ({ at, ...fields }: Given<GenerationStartEvent> = {}): GenerationStartEvent => ({
  ...base({ at }),
  generationId: randomUUID(),
  ...fields,
  type: 'generation.start',
})
export const interaction = ({ at, ...fields }: Given<InteractionEvent> = {}): InteractionEvent => ({
  ...base({ at }),
  action: 'click',
  element: 'BUTTON#generate',
  ...fields,
  type: 'interaction',
})
export const sessionStart = ({ at, ...fields }: Given<SessionStartEvent> = {}): SessionStartEvent => ({
  ...base({ at }),
  sessionId: randomUUID(),
  ...fields,
  type: 'session.start',
})
export const sessionEnd = ({ at, ...fields }: Given<SessionEndEvent> = {}): SessionEndEvent => ({
  ...base({ at }),
  sessionId: randomUUID(),
  ...fields,
  type: 'session.end',
})

export const delivery = (fields: Partial<Delivery> = {}): Delivery => ({ appId: 1, receivedAt: NOW, ...fields })
