import type { AnalyticsClient } from '../globals.js'
import { describeError } from './capture/errors.js'
import { interaction } from './interaction.js'
import { withExtras } from './load.js'
import { readGeneration } from './read-generation.js'
import type { Tracker } from './tracker.js'

const nothing = () => null

/** The global that pages written for the old client call. */
export function createAnalyticsClient(tracker: Tracker, endpoint: string): AnalyticsClient {
  const { track, status, setEnabled, startSession, endSession } = tracker
  return {
    get sessionId() {
      return status().sessionId
    },
    get userId() {
      return status().userId
    },
    get isOnline() {
      return status().isOnline
    },
    startSession,
    endSession,
    trackMusicGeneration: (detail) => track(() => readGeneration(detail)),
    trackInteraction: (action, element, value) => track(() => interaction(action, element, value)),
    trackError: (error) => track(() => describeError('trackError', error)),
    track_interaction: (sessionId, userId, action, element, value) =>
      track(() => ({
        ...interaction(action, element, value),
        ...(userId && { userId }),
        // The next number of this page's session says nothing in another one.
        ...(sessionId && sessionId !== status().sessionId && { sessionId, seq: undefined }),
      })),
    getAnalytics: (days) => withExtras((extras) => extras.askAnalytics(endpoint, days), nothing),
    getHealth: () => withExtras((extras) => extras.askHealth(endpoint), nothing),
    enable: () => setEnabled(true),
    disable: () => setEnabled(false),
    getStatus: status,
  }
}
