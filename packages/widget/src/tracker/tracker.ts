import type { Queue } from '@son1k/client/transport'
import type { EventBase, SessionContext } from '@son1k/contract'
import type { TrackerStatus } from '../dashboard-host.js'
import type { NewEvent } from '../globals.js'
import { describeContext } from './context.js'
import { fitEvent } from './fit-event.js'
import type { Identity } from './identity.js'
import type { Log } from './listen.js'
import type { Session } from './session.js'
import { uuidV7 } from './uuid.js'

/** A new event, perhaps in the name of another user or session than this page's. */
type Tracked = NewEvent & Partial<EventBase>
type SessionStart = { type: 'session.start'; context: SessionContext }
/** Never throws, never rejects. Resolves when the event is in the queue, or dropped because tracking is off. */
export type Track = (event: Tracked | (() => Tracked)) => Promise<void>

export type Tracker = {
  track: Track
  /** Starts a session unless one is live. @returns the live session's id; null while tracking is off */
  startSession(): Promise<string | null>
  endSession(): Promise<void>
  setEnabled(enabled: boolean): void
  status(): TrackerStatus
}

/** Stamps events and hands them to the queue. */
export function createTracker(options: {
  identity: Identity
  session: Session
  queue: Queue
  log: Log
  onChange: () => void
}): Tracker {
  const { identity, session, queue, log } = options
  let enabled = true

  function add(sessionId: string, event: Tracked | { type: 'session.end' } | SessionStart) {
    const fitted = fitEvent({
      id: uuidV7(),
      occurredAt: new Date().toISOString(),
      userId: identity.userId(),
      sessionId,
      seq: session.nextSeq(sessionId),
      page: location.pathname,
      ...event,
    })
    log('track', fitted)
    return queue.add(fitted)
  }

  function liveSession(): string {
    const { id, isNew } = session.touch()
    if (isNew) add(id, { type: 'session.start', context: describeContext() })
    return id
  }

  /** Runs what tracks, unless tracking is off; its mistakes go no further than the log. */
  async function attempt(run: () => unknown): Promise<void> {
    try {
      if (enabled) await run()
    } catch (error) {
      log('not tracked', error)
    }
  }

  return {
    track: (event) => attempt(() => add(liveSession(), typeof event === 'function' ? event() : event)),
    startSession: async () => {
      attempt(liveSession)
      return session.id()
    },
    endSession: () =>
      attempt(() => {
        const id = session.id()
        session.end()
        return id && add(id, { type: 'session.end' })
      }),
    setEnabled(next) {
      enabled = next
      options.onChange()
    },
    status() {
      const { queueLength, retryCount } = queue.status()
      return {
        enabled,
        sessionId: session.id(),
        userId: identity.userId(),
        isOnline: navigator.onLine,
        queueLength,
        retryCount,
      }
    },
  }
}
