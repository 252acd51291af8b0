import {
  createBoundedQueue,
  createFetchSender,
  createIndexedDbStorage,
  createTabLock,
  type Queue,
  type QueueStorage,
} from '@son1k/client/transport'
import { listen } from './listen.js'
import { withExtras } from './load.js'
import { tell } from './tell.js'

export const QUEUE_NAME = 'son1k_queue'
const MAX_BYTES = 1_000_000
/** Browsers allow 64 KiB in all to requests that outlive their page. */
const BATCH_BYTES = 60_000
/** No event of the tracker's own is larger. */
const SUSPECT_BYTES = 2_000
/** A long id or label: rather too many than too few, for what fits is left as it is. */
const TOO_LONG = /Id":"[^"]{129}|"(?!prompt|value|error)\w*":"[^"]{201}/

/**
 * The queue of this page: kept in IndexedDB, or in what is left where the browser refuses that.
 * @param allowed resolves when something may be stored; until then events wait in memory, not even made
 */
export function createDelivery(url: string, writeKey: string | undefined, allowed: Promise<unknown>): Queue {
  const openFallback = (): Promise<QueueStorage> =>
    withExtras(
      (extras) => extras.openFallbackStorage(QUEUE_NAME),
      // Without a server there is nowhere to send to: what waits leaves with the page.
      () => new Promise<never>(() => {}),
    )

  return createBoundedQueue({
    send: createFetchSender({ url, writeKey }),
    // Events hardly ever are too large, so what makes them fit is loaded for those that seem to be.
    isSuspect: ({ bytes, json }) => bytes > SUSPECT_BYTES || TOO_LONG.test(json),
    rescue: (...refused) =>
      withExtras(
        (extras) => extras.rescueEvents(tell)(...refused),
        () => ({ status: 0 }),
      ),
    storage: allowed.then(() => createIndexedDbStorage(QUEUE_NAME)).catch(openFallback),
    // Pages on plain http have no locks.
    exclusive: createTabLock(QUEUE_NAME, (run) => withExtras((extras) => extras.createTabLease(QUEUE_NAME)(run), run)),
    schedule(run, delayMs) {
      const timer = setTimeout(run, delayMs)
      return () => clearTimeout(timer)
    },
    maxBytes: MAX_BYTES,
    batchBytes: BATCH_BYTES,
    tell,
  })
}

/** Delivers when the page goes away, and when the connection comes back. */
export function watchPage(queue: Queue) {
  const leave = () => {
    queue.flush({ closing: true })
  }
  // Never `unload`, which would keep the page out of the back/forward cache.
  listen(window, 'pagehide', leave)
  listen(document, 'visibilitychange', () => {
    if (document.hidden) leave()
  })
  listen(window, 'online', () => queue.flush())
  listen(window, 'offline', () => tell('status'))
}
