import { createAnalytics } from '@son1k/client'
import type { Source } from './source.js'

/** The way to the server through the typed client. The token, if any, stays in memory. */
export function connect(options: { endpoint: string; token?: string | undefined }): Source {
  const { endpoint, token } = options
  const analytics = createAnalytics({ url: endpoint, ...(token !== undefined && { token }) })
  const { api } = analytics
  return {
    summary: (asked, signal) => api.analytics.summary.query(asked, { signal }),
    insights: api.analytics,
    status: (signal) => api.system.status.query(undefined, { signal }),
    activeSessions: async (signal) => (await api.system.health.query(undefined, { signal })).activeSessions,
    live({ onSnapshot, onEnd }) {
      const subscription = api.analytics.live.subscribe(undefined, {
        onData: onSnapshot,
        onError: onEnd,
        onComplete: () => onEnd(new Error('The server ended the live stream.')),
        // The stream's client would come back by itself, but then nobody would know that the numbers stand still.
        onConnectionStateChange: ({ state, error }) => {
          if (state === 'connecting' && error) onEnd(error)
        },
      })
      return () => subscription.unsubscribe()
    },
    close: () => void analytics.close(),
  }
}
