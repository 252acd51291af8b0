import type { Exclusive } from './exclusive.js'

/**
 * Lets one tab at a time send. Where the browser has no Web Locks (see `createTabLease`) or refuses them every tab sends:
 * event ids make sure that nothing counts twice.
 * @param name shared by the tabs
 */
export function createTabLock(name: string): Exclusive {
  return async <T>(run: () => Promise<T>) => {
    let done: Promise<T> | undefined
    const once = () => {
      done ??= run()
      return done
    }
    const locks: LockManager | undefined = globalThis.navigator?.locks
    await locks?.request(name, once).catch(() => undefined)
    return once()
  }
}
