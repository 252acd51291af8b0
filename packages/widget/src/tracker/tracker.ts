import type { Queue } from '@son1k/client/transport'
import type { EventBase, SessionContext } from '@son1k/contract'
import type { NewEvent, Son1kStatus } from '../globals.js'
import type { Consent } from './consent.js'
import { describeContext } from './context.js'
import type { Identity } from './identity.js'
import type { Session } from './session.js'
import { tell } from './tell.js'
import { uuidV7 } from './uuid.js'

/** A new event, perhaps in the name of another user or session than this page's. */
type Tracked = NewEvent & Partial<EventBase>
type Stamped = Tracked | { type: 'session.start'; context: SessionContext } | { type: 'session.end' }

/**
 * Tracks what `describe` answers, which is asked a moment later: after a burst of events, when there is time. Never
 * throws, never rejects. Resolves when the event is in the queue, or dropped because tracking is off or `describe` throws.
 */
export type Track = (describe: () => Tracked) => Promise<void>

export type Tracker = {
  track: Track
  /** Starts a session unless one is live. @returns the live session's id; null where tracking is off and there was none */
  startSession(): Promise<string | null>
  endSession(): Promise<void>
  setEnabled(enabled: boolean): void
  status(): Son1kStatus
}

type Parts = { identity: Identity; session: Session; queue: Queue; consent: Consent }

/** Stamps events and hands them to the queue. */
export function createTracker({ identity, session, queue, consent }: Parts): Tracker {
  let enabled = true
  const isEnabled = () => enabled && consent.state() !== 'denied'

  /** @param describe what to track in a session that is live already, or begins by it */
  async function add(describe: (isLive: boolean) => Stamped[]): Promise<void> {
    if (!isEnabled()) return
    const atMs = Date.now()
    const userId = identity.userId()
    const page = location.pathname
    return queue.add(() => {
      const liveId = session.id(atMs)
      const sessionId = liveId || uuidV7()
      session.touch(sessionId, atMs)
      return describe(!!liveId).map((event) => {
        const stamped = {
          id: uuidV7(),
          occurredAt: new Date(atMs).toISOString(),
          userId,
          sessionId,
          seq: session.nextSeq(sessionId),
          page,
          ...event,
        }
        tell('track', stamped)
        return stamped
      })
    })
  }

  const begin = (isLive: boolean): Stamped[] => (isLive ? [] : [{ type: 'session.start', context: describeContext() }])
  const sessionId = () => session.id(Date.now()) || null

  return {
    track: (describe) => add((isLive) => [...begin(isLive), describe()]),
    async startSession() {
      await add(begin)
      return sessionId()
    },
    endSession: () =>
      add((isLive) => {
        session.touch('', 0)
        return isLive ? [{ type: 'session.end' }] : []
      }),
    setEnabled(next) {
      enabled = next
      tell('status')
    },
    status: () => ({
      ...queue.status(),
      enabled: isEnabled(),
      sessionId: sessionId(),
      userId: identity.userId(),
      isOnline: navigator.onLine,
      consent: consent.state(),
    }),
  }
}
