import type { AlertTest, Right, SystemStatus } from '@son1k/contract'
import type { DueMessage, Store } from '@son1k/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Authority } from './access.js'
import type { DropCounter } from './drops.js'
import { leaveSignalOf } from './leave-signal.js'
import type { LiveHub } from './live.js'
import type { TaskBook } from './maintenance/task-book.js'

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
  /** Of who needs to name none, such as who asks how the server is. */
  appId: number
  authority: Authority
  /** To be called when apps or tokens have changed: resolves when the change applies. */
  refreshAccess: () => Promise<void>
  /** The rights that tokens of the environment give. */
  environmentRights: Right[]
  /** Sends an alert's message to its webhook, once. */
  sendAlert: (message: DueMessage) => Promise<AlertTest>
  tasks: TaskBook
}

type SharedService =
  | 'store'
  | 'live'
  | 'drops'
  | 'processFigures'
  | 'refreshAccess'
  | 'environmentRights'
  | 'sendAlert'
  | 'tasks'

/** What a verb gets: the services it needs, and what is known of the one request. */
export type Context = Pick<Services, SharedService> & {
  /** Whose data the request is about, once it is authorized. */
  appId: number
  /** Who asks, in words that the audit keeps. */
  readonly actor: string
  requestId: string
  /** By the server's clock, milliseconds UTC. */
  receivedAt: number
  /** Of the request's body, as it came; infinite where it didn't say. */
  bodyBytes: number
  userAgent: string | undefined
  /** Aborts when the client has gone before it was answered: for questions. What came to be stored is stored. */
  signal: AbortSignal
  /** @returns the id of the app that it may do this to. @throws AnalyticsError as `Authority` does */
  authorize: (right: Right, key?: string) => number
}

type Exchange = { request: FastifyRequest; reply: FastifyReply }

/** The context of one request, about an app that it was authorized for. */
export function contextOf(services: Services, { request, reply }: Exchange, appId = services.appId): Context {
  const { store, live, drops, processFigures, refreshAccess, environmentRights, sendAlert, tasks } = services
  const { headers } = request
  let signal: AbortSignal | undefined
  return {
    store,
    live,
    drops,
    processFigures,
    refreshAccess,
    environmentRights,
    sendAlert,
    tasks,
    appId,
    get actor() {
      return services.authority.actorOf(request)
    },
    requestId: request.id,
    receivedAt: services.now(),
    bodyBytes: bodyBytesOf(headers),
    userAgent: headers['user-agent'],
    // Made when it is asked for: most requests store something, and need none.
    get signal() {
      signal ??= leaveSignalOf(reply)
      return signal
    },
    authorize: (right, key) => services.authority.authorize(request, right, key),
  }
}

/** What comes in pieces or compressed doesn't say; what says a wrong length is refused while it is read. */
const bodyBytesOf = ({ 'content-length': length, 'content-encoding': encoding }: FastifyRequest['headers']) =>
  length === undefined || encoding !== undefined ? Number.POSITIVE_INFINITY : Number(length)
