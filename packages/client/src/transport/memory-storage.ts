import { countExcess, type QueueStorage, type StoredEvent } from './storage.js'

/** Keeps events for as long as the process or the page lives. */
export function createMemoryStorage(): QueueStorage {
  let stored: StoredEvent[] = []
  let lastKey = 0
  return {
    add: async (events, max) => {
      for (const queued of events) stored.push({ ...queued, key: ++lastKey })
      const dropped = countExcess(stored, max)
      stored.splice(0, dropped)
      return { events: stored.length, dropped }
    },
    read: async (limit) => stored.slice(0, limit),
    remove: async (keys) => {
      const gone = new Set(keys)
      stored = stored.filter(({ key }) => !gone.has(key))
    },
    count: async () => stored.length,
  }
}
