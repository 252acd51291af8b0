import type { SystemStatus } from '@son1k/contract'
import type { Store } from '@son1k/store'
import type { DropCounter } from './drops.js'
import type { LiveHub } from './live.js'

/** What the process knows of itself; the rest of `SystemStatus` is asked of the store. */
export type ProcessFigures = Omit<SystemStatus, 'availability' | 'database' | 'queue' | 'liveSubscribers' | 'drops'>

/** What lives as long as the server. */
export type Services = {
  store: Store
  live: LiveHub
  drops: DropCounter
  processFigures: () => ProcessFigures
}

/** What a verb gets: the services, and what is known of the one request. */
export type Context = Services & {
  appId: number
  requestId: string
  /** By the server's clock, milliseconds UTC. */
  receivedAt: number
  userAgent: string | undefined
  /** Throws `UNAUTHORIZED`, saying what to do, when this request may not read. */
  requireRead: () => void
}
