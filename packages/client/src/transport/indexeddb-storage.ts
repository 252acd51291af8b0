import { countExcess, type QueuedEvent, type QueueStorage, type StoredEvent } from './storage.js'

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
        const keys = store.getAllKeys()
        const values = store.getAll()
        values.onsuccess = () => {
          dropped = countExcess(values.result, max)
          if (dropped > 0) store.delete(IDBKeyRange.upperBound(keys.result[dropped - 1]))
        }
        return () => ({ events: values.result.length - dropped, dropped })
      }),
    read: (limit) =>
      transact('readonly', (store) => {
        const keys = store.getAllKeys(null, limit)
        const values = store.getAll(null, limit)
        return () => values.result.map((queued, index) => withKey(queued, keys.result[index]))
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
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { autoIncrement: true })
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

/** Nothing but `add` writes here, so values are queued events, and `autoIncrement` makes whole numbers as keys. */
function withKey(queued: QueuedEvent, key: IDBValidKey | undefined): StoredEvent {
  return { ...queued, key: key as number }
}
