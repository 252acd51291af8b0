import {
  createFetchSender,
  createIndexedDbStorage,
  createMemoryStorage,
  createQueue,
  createTabLock,
  type Queue,
  type QueueStorage,
} from '@son1k/client/transport'
import type { Listen, Log } from './listen.js'

const NAME = 'son1k'
const MAX_BYTES = 1_000_000
/** Browsers allow 64 KiB in all to requests that outlive their page. */
const BATCH_BYTES = 60_000

/** The queue of this page: kept in IndexedDB, or in memory where the browser refuses that. */
export function createDelivery(
  server: { url: string; writeKey: string | undefined },
  log: Log,
  onChange: () => void,
): Queue {
  const queue = createQueue({
    send: createFetchSender(server),
    storage: openLater(createIndexedDbStorage(NAME).catch(createMemoryStorage)),
    exclusive: createTabLock(NAME),
    maxBytes: MAX_BYTES,
    batchBytes: BATCH_BYTES,
    onChange,
    onDrop: (reason, count) => log('dropped', count, reason),
    onStop: (status) => log('data-key is refused', status),
  })
  queue.start()
  return queue
}

/** Delivers what waits when the page is left, and when the connection comes back. */
export function deliverOnTime(queue: Queue, listen: Listen, onChange: () => void) {
  const leave = () => {
    queue.flush({ closing: true })
  }
  // Never `unload`, which would keep the page out of the back/forward cache.
  listen(window, 'pagehide', leave)
  listen(document, 'visibilitychange', () => {
    if (document.hidden) leave()
  })
  listen(window, 'online', () => {
    queue.online()
    onChange()
  })
  listen(window, 'offline', onChange)
}

/** A database takes a moment to open; events come at once. */
function openLater(opening: Promise<QueueStorage>): QueueStorage {
  return {
    add: async (events, bounds) => (await opening).add(events, bounds),
    read: async (limit) => (await opening).read(limit),
    remove: async (keys) => (await opening).remove(keys),
    count: async () => (await opening).count(),
  }
}
