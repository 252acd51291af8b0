import { type ApiClient, createApiClient } from './api-client.js'
import { type DeliveryError, lostError, stoppedError, undeliveredError } from './delivery-error.js'
import { type FetchLike, toFetch } from './fetch.js'
import { createGenerations, type Generations } from './generations.js'
import { type NewEvent, type SharedField, stampEvent } from './new-event.js'
import { closeQueue } from './transport/close-queue.js'
import { createQueue } from './transport/create-queue.js'
import { dropRefused } from './transport/drop-refused.js'
import { createFetchSender } from './transport/fetch-sender.js'
import { createMemoryStorage } from './transport/memory-storage.js'
import type { QueueStatus } from './transport/queue-options.js'
import type { QueueStorage } from './transport/storage.js'
import { watchLifecycle } from './watch-lifecycle.js'

export type AnalyticsOptions = {
  /** The server's address, such as `http://localhost:8002`. */
  url: string
  /** Of every event that names no other. */
  userId?: string | undefined
  /** UUID, of every event that names no other. */
  sessionId?: string | undefined
  /** The app's public write key, where the server asks for one. */
  writeKey?: string | undefined
  /** Of who may read or administer. A function is asked at each request. */
  token?: string | (() => string | undefined) | undefined
  /** By default the global one. */
  fetch?: FetchLike | undefined
  /** Where events wait, by default in memory. In a browser, `createIndexedDbStorage` of `@son1k/client/transport` survives reloads. */
  storage?: QueueStorage | Promise<QueueStorage> | undefined
  /** Told of every lost event and of a wrong key. By default a line on the console. */
  onError?: ((error: DeliveryError) => void) | undefined
}

/** What was told once for all: a field that may be missing is not. */
type Told<UserId, SessionId> =
  | (undefined extends UserId ? never : 'userId')
  | (undefined extends SessionId ? never : 'sessionId')

export type Analytics<Shared extends SharedField = never> = {
  /** Every procedure of the server, with its types. A call that fails rejects with a `TRPCClientError`, see `isAnalyticsError`. */
  api: ApiClient
  /** Keeps an event and delivers it in the background, together with others. Never throws: see `onError`. */
  track(event: NewEvent<Shared>): void
  /** Measures generations from their start to their end. */
  generation: Generations<Shared>
  /** Tries at once to deliver what waits. Resolves when that is done, or has failed and will be tried again; never rejects. */
  flush(): Promise<void>
  status(): QueueStatus
  /** Tries once more to deliver what waits, then stops. Call it before `process.exit()`. Never rejects. */
  close(): Promise<void>
  /** For `await using analytics = createAnalytics(…)`: the same as `close`. */
  [Symbol.asyncDispose](): Promise<void>
}

/** Browsers allow 64 KiB to requests that outlive their page. */
const PAGE_BATCH_BYTES = 60_000

/**
 * A client of one analytics server. What is tracked is delivered in batches, tried again with growing pauses while the
 * server is away, and flushed when Node has nothing left to do or the page goes away.
 */
export function createAnalytics<
  UserId extends string | undefined = undefined,
  SessionId extends string | undefined = undefined,
>(options: AnalyticsOptions & { userId?: UserId; sessionId?: SessionId }): Analytics<Told<UserId, SessionId>>
export function createAnalytics(options: AnalyticsOptions): Analytics<SharedField> {
  const { url, writeKey, userId, sessionId, token, storage = createMemoryStorage(), onError = printError } = options
  const fetch = toFetch(options.fetch)
  const serverUrl = url.replace(/\/+$/, '')
  let gaveUp = false
  let isClosed = false
  let droppedClosed = 0

  function report(error: DeliveryError) {
    try {
      onError(error)
    } catch {
      // What the host's own handler throws must not stop the delivery.
    }
  }

  const queue = createQueue({
    send: createFetchSender({ url: serverUrl, writeKey, fetch }),
    rescue: dropRefused,
    storage,
    ...(typeof document === 'undefined' ? {} : { batchBytes: PAGE_BATCH_BYTES }),
    tell(...[name, detail]) {
      if (name === 'drop') report(lostError(detail))
      if (name === 'stop') report(stoppedError(detail, queue.status().queueLength))
    },
  })

  function reportUndelivered() {
    const { queueLength, stopped } = queue.status()
    gaveUp = queueLength > 0 && !stopped
    if (gaveUp) report(undeliveredError(queueLength))
  }

  /** One last try, for a process that would otherwise end. What is tracked because it failed must not keep it alive. */
  async function flushAtEnd() {
    if (gaveUp || queue.status().queueLength === 0) return
    await queue.flush()
    reportUndelivered()
  }

  const unwatch = watchLifecycle({
    onIdle: flushAtEnd,
    onHide: () => void queue.flush({ closing: true }),
    onOnline: () => void queue.flush(),
  })

  async function close() {
    unwatch()
    isClosed = true
    await closeQueue(queue)
    reportUndelivered()
  }

  function track(event: NewEvent<SharedField>) {
    if (isClosed) {
      droppedClosed++
      return report(lostError({ reason: 'CLOSED', count: 1 }))
    }
    try {
      // A copy, so that nothing changes it later.
      void queue.add(JSON.parse(JSON.stringify(stampEvent(event, { userId, sessionId, now: Date.now }))))
    } catch {
      report(lostError({ reason: 'VALIDATION_FAILED', count: 1 }))
    }
  }

  queue.start()
  return {
    api: createApiClient({
      url: `${serverUrl}/trpc`,
      fetch,
      headers() {
        const readToken = typeof token === 'function' ? token() : token
        return {
          ...(readToken && { authorization: `Bearer ${readToken}` }),
          ...(writeKey && { 'x-write-key': writeKey }),
        }
      },
    }),
    track,
    generation: createGenerations(track),
    flush: () => queue.flush(),
    status() {
      const status = queue.status()
      if (droppedClosed) status.drops.CLOSED = droppedClosed
      return status
    },
    close,
    [asyncDispose]: close,
  }
}

/** Browsers that don't know the symbol yet don't know `await using` either. */
const asyncDispose: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')

function printError(error: DeliveryError) {
  console.error(`Son1k Analytics: ${error.message}`)
}
