import type { Queue } from '@son1k/client/transport'
import type { EventBase, SessionContext } from '@son1k/contract'
import type { TrackerStatus } from '../dashboard-host.js'
import type { NewEvent } from '../globals.js'
import { describeContext } from './context.js'
import { fitEvent } from './fit-event.js'
import type { Identity } from './identity.js'
import { log } from './log.js'
import type { Session } from './session.js'
import { tellChange } from './status-change.js'
import { uuidV7 } from './uuid.js'

/** A new event, perhaps in the name of another user or session than this page's. */
type Tracked = NewEvent & Partial<EventBase>
type SessionStart = { type: 'session.start'; context: SessionContext }

/**
 * Tracks what `describe` answers. Never throws, never rejects. Resolves when the event is in the queue, or dropped
 * because tracking is off or `describe` has thrown.
 */
export type Track = (describe: () => Tracked) => Promise<void>

export type Tracker = {
  track: Track
  /** Starts a session unless one is live. @returns the live session's id; null where tracking is off and there was none */
  startSession(): Promise<string | null>
  endSession(): Promise<void>
  setEnabled(enabled: boolean): void
  status(): TrackerStatus
}

/** Stamps events and hands them to the queue. */
export function createTracker(identity: Identity, session: Session, queue: Queue): Tracker {
  let enabled = true

  function add(sessionId: string, event: Tracked | SessionStart | { type: 'session.end' }) {
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
    const live = session.id()
    const id = live || uuidV7()
    session.touch(id)
    if (!live) add(id, { type: 'session.start', context: describeContext() })
    return id
  }

  /** Runs what tracks, unless tracking is off; its mistakes go no further than the log. */
  async function attempt(run: () => unknown): Promise<void> {
    try {
      if (enabled) await run()
    } catch (error) {
      log('track', error)
    }
  }

  const sessionId = () => session.id() || null
  return {
    track: (describe) => attempt(() => add(liveSession(), describe())),
    async startSession() {
      attempt(liveSession)
      return sessionId()
    },
    endSession: () =>
      attempt(() => {
        const id = session.id()
        session.touch('')
        return id && add(id, { type: 'session.end' })
      }),
    setEnabled(next) {
      enabled = next
      tellChange()
    },
    status() {
      const { queueLength, retryCount } = queue.status()
      return {
        enabled,
        sessionId: sessionId(),
        userId: identity.userId(),
        isOnline: navigator.onLine,
        queueLength,
        retryCount,
      }
    },
  }
}
