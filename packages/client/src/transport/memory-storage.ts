import type { QueueStorage, StoredEvent } from './storage.js'

/** Keeps events for as long as the process or the page lives. */
export function createMemoryStorage(): QueueStorage {
  const stored = new Map<number, StoredEvent>()
  let lastKey = 0
  return {
    async add(events) {
      for (const { key = ++lastKey, ...event } of events) stored.set(key, { ...event, key })
      return lastKey
    },
    read: async (limit) => [...stored.values()].slice(0, limit),
    remove: async (keys) => {
      for (const key of keys) stored.delete(key)
    },
    count: async () => stored.size,
  }
}
