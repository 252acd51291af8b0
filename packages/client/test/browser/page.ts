import { createAnalytics } from '../../src/index.js'
import {
  createFetchSender,
  createIndexedDbStorage,
  createLocalStorage,
  createQueue,
  createTabLease,
  createTabLock,
  dropRefused,
  type Queue,
  type QueueStorage,
} from '../../src/transport.js'

export type StorageKind = 'IndexedDB' | 'localStorage'

export type Page = {
  openStorage(kind: StorageKind, name: string): Promise<QueueStorage>
  openQueue(name: string): Promise<Queue>
  createAnalytics: typeof createAnalytics
  createTabLease: typeof createTabLease
  /** Deletes a database as the browser's "clear site data" does. */
  deleteDatabase(name: string): Promise<void>
}

/** What the tests use in a page, as `window.client`. */
const page: Page = {
  openStorage: async (kind, name) => (kind === 'IndexedDB' ? createIndexedDbStorage(name) : createLocalStorage(name)),
  async openQueue(name) {
    const queue = createQueue({
      send: createFetchSender({ url: location.origin }),
      rescue: dropRefused,
      storage: await createIndexedDbStorage(name),
      exclusive: createTabLock(name, createTabLease(name)),
      batchBytes: 60_000,
    })
    queue.start()
    return queue
  },
  createAnalytics,
  createTabLease,
  deleteDatabase: (name) =>
    new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name)
      request.onsuccess = () => resolve()
      request.onerror = () => reject(request.error)
    }),
}
Object.assign(window, { client: page })
