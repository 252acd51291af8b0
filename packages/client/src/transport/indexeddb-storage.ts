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

  /** One transaction. Resolves once it is on disk, with what the last request has found. */
  async function transact<T>(ask: (events: IDBObjectStore) => IDBRequest<T>[]): Promise<T> {
    const transaction = (await connect()).transaction(STORE, 'readwrite')
    return new Promise((resolve, reject) => {
      const [last] = ask(transaction.objectStore(STORE)).reverse()
      transaction.oncomplete = () => resolve(resultOf(last))
      transaction.onabort = reject
    })
  }

  await connect()
  return {
    // One transaction counts up without a gap.
    add: (events) => transact((store) => events.map((event) => ofNumber(store.put(event)))),
    read: (limit) => transact((store): IDBRequest<StoredEvent[]>[] => [store.getAll(null, limit)]),
    remove: (keys) => transact((store) => keys.map((key) => store.delete(key))),
    count: () => transact((store) => [store.count()]),
  }
}

/** Without any request nobody looks at the answer. */
const resultOf = <T>(request: IDBRequest<T> | undefined) => request?.result as T
/** This database counts its keys itself. */
const ofNumber = (request: IDBRequest<IDBValidKey>) => request as IDBRequest<number>
