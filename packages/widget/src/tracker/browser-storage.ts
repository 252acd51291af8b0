/** A shelf of texts. Never throws. */
export type TextStorage = { get(key: string): string | null; set(key: string, value: string): void }

/**
 * Keeps texts in `localStorage` or `sessionStorage`; where the browser refuses (sandboxed frames, blocked or full
 * storage) or nobody has agreed yet, in memory for as long as the page lives.
 */
export function createTextStorage(name: 'localStorage' | 'sessionStorage', mayStore = () => true): TextStorage {
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
      memory.set(key, value)
      try {
        if (!mayStore()) return
        for (const [key, value] of memory) window[name].setItem(key, value)
        memory.clear()
      } catch {}
    },
  }
}
