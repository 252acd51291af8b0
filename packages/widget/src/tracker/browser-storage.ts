/** A shelf of texts. Never throws. */
export type TextStorage = { get(key: string): string | null; set(key: string, value: string): void }

/**
 * Keeps texts in `localStorage` or `sessionStorage`; where the browser refuses (sandboxed frames, blocked or full
 * storage), in memory for as long as the page lives.
 */
export function createTextStorage(name: 'localStorage' | 'sessionStorage'): TextStorage {
  const memory = new Map<string, string>()
  return {
    get(key) {
      try {
        return memory.get(key) ?? window[name].getItem(key)
      } catch {
        return null
      }
    },
    set(key, value) {
      try {
        window[name].setItem(key, value)
        memory.delete(key)
      } catch {
        memory.set(key, value)
      }
    },
  }
}
