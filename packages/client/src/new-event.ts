import type { Event } from '@son1k/contract'
import { v7 } from 'uuid'

/** Fields that `createAnalytics` can be told once for all events. */
export type SharedField = 'userId' | 'sessionId'

type WithOptional<E, Field extends keyof E> = Omit<E, Field> & Partial<Pick<E, Field>>
/** Of each kind of event by itself, so that a union stays one that is told apart by `type`. */
type WithoutStamp<E, Shared extends SharedField> = E extends Event
  ? WithOptional<E, 'id' | 'occurredAt' | Extract<Shared, keyof E>>
  : never

/** An event as `track` takes it: `id` and `occurredAt` are filled in, and so is what was told once for all. */
export type NewEvent<Shared extends SharedField = never> = WithoutStamp<Event, Shared>

/** Whatever is missing comes from here. `sessionId` only where there is one. */
export type Stamp = { userId: string | undefined; sessionId: string | undefined; now: () => number }

/** Fills in what a new event lacks. */
export function stampEvent(event: NewEvent<SharedField>, { userId, sessionId, now }: Stamp): Event {
  return asEvent({
    ...event,
    id: event.id ?? v7(),
    occurredAt: event.occurredAt ?? new Date(now()).toISOString(),
    userId: event.userId ?? userId,
    sessionId: event.sessionId ?? sessionId,
  })
}

/** The types of `track` demand each field that was not told once for all; the server checks who goes without types. */
function asEvent(event: object): Event {
  return event as Event
}
