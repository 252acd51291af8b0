import { AnalyticsError, LIMITS, type LiveSnapshot } from '@son1k/contract'
import type { Store } from '@son1k/store'
import { createLiveChannel, type LiveChannel } from './live/channel.js'

/** Tells everyone who watches what is going on now. */
export type LiveHub = {
  /**
   * A snapshot at once, then a new one after a change: the first at once, later ones at most once a second.
   * Ends when `signal` aborts; breaks off, so that the client connects again, when the server closes.
   * @throws AnalyticsError `OVERLOADED` when too many watch already
   */
  watch(appId: number, signal: AbortSignal | undefined): AsyncGenerator<LiveSnapshot, void, unknown>
  watching(): number
  close(): void
}

export type LiveHubOptions = {
  store: Pick<Store, 'liveSnapshot' | 'onCommit'>
  /** Milliseconds UTC. */
  now: () => number
  onError: (error: unknown) => void
  maxWatchers?: number
}

/** @returns the one hub of a server; its streams share one question to the store */
export function createLiveHub({ store, now, onError, maxWatchers = LIMITS.liveSubscribers }: LiveHubOptions): LiveHub {
  const channels = new Map<number, LiveChannel>()
  const watching = () => [...channels.values()].reduce((sum, channel) => sum + channel.watching(), 0)
  const stopListening = store.onCommit(({ appIds }) => {
    for (const appId of appIds) channels.get(appId)?.changed()
  })
  let closed = false

  return {
    watch(appId, signal) {
      if (closed || watching() >= maxWatchers)
        throw new AnalyticsError('OVERLOADED', 'Too many live views are open: close one, or poll', {
          retryAfterSeconds: 10,
        })
      let channel = channels.get(appId)
      if (channel === undefined) {
        channel = createLiveChannel({ ask: () => store.liveSnapshot(appId), now, onError })
        channels.set(appId, channel)
      }
      return channel.watch(signal)
    },
    watching,
    close() {
      closed = true
      stopListening()
      for (const channel of channels.values()) channel.close()
    },
  }
}
