import { createLocalStorage, createMemoryStorage, type QueueStorage } from '@son1k/client/transport'

/** Where events wait in a browser that refuses IndexedDB: in `localStorage`, else in memory for as long as the page lives. */
export function openFallbackStorage(name: string): QueueStorage {
  try {
    return createLocalStorage(name)
  } catch {
    return createMemoryStorage()
  }
}
