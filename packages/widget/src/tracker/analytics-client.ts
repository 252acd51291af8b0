import type { AnalyticsClient } from '../globals.js'
import { describeError } from './capture/errors.js'
import { interaction } from './interaction.js'
import { log } from './log.js'
import { readGeneration } from './read-generation.js'
import type { Tracker } from './tracker.js'

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

/** The global that pages written for the old client call. */
export function createAnalyticsClient(tracker: Tracker, endpoint: string): AnalyticsClient {
  const { track, status, setEnabled, startSession, endSession } = tracker

  async function ask<T>(address: string, read: (body: { data?: unknown }) => T): Promise<T | null> {
    try {
      const response = await fetch(endpoint + address)
      return response.ok ? read(await response.json()) : null
    } catch (error) {
      log(address, error)
      return null
    }
  }

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
        ...(userId && { userId: `${userId}` }),
        // The next number of this page's session says nothing in another one.
        ...(sessionId && UUID.test(sessionId) && sessionId !== status().sessionId && { sessionId, seq: undefined }),
      })),
    getAnalytics: (days = 7) => ask(`api/analytics?days=${days}`, ({ data }) => data ?? null),
    getHealth: () => ask('api/health', (body) => body),
    enable: () => setEnabled(true),
    disable: () => setEnabled(false),
    getStatus: status,
  }
}
