import type { QueueStorage } from './storage.js'

/**
 * Keeps events in `localStorage`, one item each, shared by the tabs of an origin: for browsers that refuse IndexedDB.
 * @param name begins the name of each item
 * @throws DOMException where the browser refuses that, too: use memory there
 */
export function createLocalStorage(name: string): QueueStorage {
  const prefix = `${name}:`
  const shelf = localStorage
  shelf.setItem(prefix, '')
  shelf.removeItem(prefix)
  let lastKey = 0

  const itemOf = (key: number) => prefix + key
  const keys = () =>
    Object.keys(shelf)
      .filter((item) => item.startsWith(prefix))
      .map((item) => Number(item.slice(prefix.length)))
      .sort((one, other) => one - other)

  /** Grows with the time, and by chance, so that two tabs make different ones and the oldest is the smallest. */
  const newKey = () => Math.max(lastKey, Date.now() * 1_000 + Math.floor(Math.random() * 1_000))

  const remove = async (keys: number[]) => {
    for (const key of keys) shelf.removeItem(itemOf(key))
  }

  return {
    async add(events) {
      const added: number[] = []
      lastKey = newKey()
      try {
        for (const { key = ++lastKey, bytes, json } of events) {
          shelf.setItem(itemOf(key), `${bytes} ${json}`)
          added.push(key)
        }
        return lastKey
      } catch (error) {
        await remove(added)
        throw error
      }
    },
    read: async (limit) =>
      keys()
        .slice(0, limit)
        .flatMap((key) => {
          const [, bytes, json] = /^(\d+) (.*)/.exec(shelf.getItem(itemOf(key)) ?? '') ?? []
          return json ? [{ key, bytes: Number(bytes), json }] : []
        }),
    remove,
    count: async () => keys().length,
  }
}
