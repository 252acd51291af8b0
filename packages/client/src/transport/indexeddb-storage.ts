import type { QueueStorage, StoredEvent } from './storage.js'

const STORE = 'json'

/**
 * Keeps events in the browser, across reloads, shared by the tabs of an origin.
 * @param name of the database
 * @returns rejects where the browser refuses (private windows, blocked storage): use `createLocalStorage` or memory there
 */
export async function createIndexedDbStorage(name: string): Promise<QueueStorage> {
  let database: Promise<IDBDatabase> | undefined
  const connect = () =>
    (database ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1)
      request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key', autoIncrement: true })
      request.onerror = reject
      request.onsuccess = () => {
        const opened = request.result
        // Site data was cleared, or another tab wants to delete it.
        opened.onclose = opened.onversionchange = () => {
          opened.close()
          database = undefined
        }
        resolve(opened)
      }
    }))

  /** One transaction. Resolves once it is on disk, with what the request that `ask` answers has found. */
  async function transact<T>(ask: (events: IDBObjectStore) => IDBRequest<T> | undefined) {
    const transaction = (await connect()).transaction(STORE, 'readwrite')
    return new Promise<T | undefined>((resolve, reject) => {
      const request = ask(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(request?.result)
      transaction.onabort = reject
    })
  }

  await connect()
  return {
    // One transaction counts up without a gap.
    add: async (events) => Number(await transact((store) => events.map((event) => store.add(event)).pop())),
    read: async (limit) => (await transact((store): IDBRequest<StoredEvent[]> => store.getAll(null, limit))) ?? [],
    remove: async (keys) => {
      await transact((store) => keys.map((key) => store.delete(key)).pop())
    },
    count: async () => Number(await transact((store) => store.count())),
  }
}
