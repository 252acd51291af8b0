import type { SystemStatus } from '@son1k/contract'
import type { Store } from '@son1k/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DropCounter } from './drops.js'
import { leaveSignalOf } from './leave-signal.js'
import type { LiveHub } from './live.js'

/** What the process knows of itself; the rest of `SystemStatus` is asked of the store. */
export type ProcessFigures = Omit<SystemStatus, 'availability' | 'database' | 'queue' | 'liveSubscribers' | 'drops'>

/** What lives as long as the server. */
export type Services = {
  store: Store
  live: LiveHub
  drops: DropCounter
  processFigures: () => ProcessFigures
  /** Milliseconds UTC. */
  now: () => number
  appId: number
  /** Throws `UNAUTHORIZED`, saying what to do, when a request may not read. */
  authorizeRead: (request: FastifyRequest) => void
  /** Throws `FORBIDDEN`, saying what to do, when a request may not send events. */
  authorizeTrack: (request: FastifyRequest) => void
}

/** What a verb gets: the services it needs, and what is known of the one request. */
export type Context = Pick<Services, 'store' | 'live' | 'drops' | 'processFigures' | 'appId'> & {
  requestId: string
  /** By the server's clock, milliseconds UTC. */
  receivedAt: number
  /** Of the request's body, as it came; infinite where it didn't say. */
  bodyBytes: number
  userAgent: string | undefined
  /** Aborts when the client has gone before it was answered: for questions. What came to be stored is stored. */
  signal: AbortSignal
  authorizeRead: () => void
  authorizeTrack: () => void
}

/** The context of one request. */
export function contextOf(services: Services, request: FastifyRequest, reply: FastifyReply): Context {
  const { store, live, drops, processFigures, appId } = services
  const { headers } = request
  let signal: AbortSignal | undefined
  return {
    store,
    live,
    drops,
    processFigures,
    appId,
    requestId: request.id,
    receivedAt: services.now(),
    bodyBytes: bodyBytesOf(headers),
    userAgent: headers['user-agent'],
    // Made when it is asked for: most requests store something, and need none.
    get signal() {
      signal ??= leaveSignalOf(reply)
      return signal
    },
    authorizeRead: () => services.authorizeRead(request),
    authorizeTrack: () => services.authorizeTrack(request),
  }
}

/** What comes in pieces or compressed doesn't say; what says a wrong length is refused while it is read. */
const bodyBytesOf = ({ 'content-length': length, 'content-encoding': encoding }: FastifyRequest['headers']) =>
  length === undefined || encoding !== undefined ? Number.POSITIVE_INFINITY : Number(length)
