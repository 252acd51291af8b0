import { countExcess, type QueueStorage, type StoredEvent } from './storage.js'

const STORE = 'events'

/**
 * Keeps events in the browser, across reloads, shared by the tabs of an origin.
 * @param name of the database
 * @returns rejects where the browser refuses (private windows, blocked storage): use memory there
 */
export async function createIndexedDbStorage(name: string): Promise<QueueStorage> {
  let database: Promise<IDBDatabase> | undefined
  const connect = () => {
    database ??= open(name, () => {
      database = undefined
    })
    return database
  }
  await connect()

  /** One transaction. Resolves once it is on disk, with what the requests of `ask` have found. */
  async function transact<T>(mode: IDBTransactionMode, ask: (events: IDBObjectStore) => () => T): Promise<T> {
    const transaction = (await connect()).transaction(STORE, mode)
    return new Promise((resolve, reject) => {
      const answer = ask(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(answer())
      transaction.onabort = () => reject(transaction.error)
    })
  }

  return {
    add: (events, max) =>
      transact('readwrite', (store) => {
        for (const queued of events) store.add(queued)
        let dropped = 0
        const all: IDBRequest<StoredEvent[]> = store.getAll()
        all.onsuccess = () => {
          dropped = countExcess(all.result, max)
          for (const { key } of all.result.slice(0, dropped)) store.delete(key)
        }
        return () => ({ events: all.result.length - dropped, dropped })
      }),
    read: (limit) =>
      transact('readonly', (store) => {
        const oldest: IDBRequest<StoredEvent[]> = store.getAll(null, limit)
        return () => oldest.result
      }),
    remove: (keys) =>
      transact('readwrite', (store) => {
        for (const key of keys) store.delete(key)
        return () => undefined
      }),
    count: () =>
      transact('readonly', (store) => {
        const count = store.count()
        return () => count.result
      }),
  }
}

/** Calls `onLost` when the browser closes it: site data was cleared, or another tab wants to delete it. */
function open(name: string, onLost: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key', autoIncrement: true })
    request.onsuccess = () => {
      const database = request.result
      const lose = () => {
        database.close()
        onLost()
      }
      database.onclose = lose
      database.onversionchange = lose
      resolve(database)
    }
    request.onerror = () => {
      onLost()
      reject(request.error)
    }
  })
}
