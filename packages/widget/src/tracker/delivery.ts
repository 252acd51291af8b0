import {
  createFetchSender,
  createIndexedDbStorage,
  createMemoryStorage,
  createQueue,
  createTabLock,
  type Queue,
} from '@son1k/client/transport'
import { listen } from './listen.js'
import { log } from './log.js'
import { tellChange } from './status-change.js'

const NAME = 'son1k'
const MAX_BYTES = 1_000_000
/** Browsers allow 64 KiB in all to requests that outlive their page. */
const BATCH_BYTES = 60_000

/** The queue of this page: kept in IndexedDB, or in memory where the browser refuses that. */
export function createDelivery(url: string, writeKey: string | undefined): Queue {
  const queue = createQueue({
    send: createFetchSender({ url, writeKey }),
    storage: createIndexedDbStorage(NAME).catch(createMemoryStorage),
    exclusive: createTabLock(NAME),
    maxBytes: MAX_BYTES,
    batchBytes: BATCH_BYTES,
    onChange: tellChange,
    onDrop: (...drop) => log('dropped', ...drop),
    onStop: (status) => log('data-key', status),
  })
  queue.start()

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
    tellChange()
  })
  listen(window, 'offline', tellChange)
  return queue
}
