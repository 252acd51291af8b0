import type { Exclusive } from './exclusive.js'

/**
 * Lets one tab at a time send. Where the browser refuses Web Locks every tab sends: event ids make sure that nothing
 * counts twice.
 * @param name shared by the tabs
 * @param otherwise for browsers without Web Locks, see `createTabLease`
 */
export function createTabLock(name: string, otherwise: Exclusive): Exclusive {
  return async (run) => {
    const locks: LockManager | undefined = navigator.locks
    return locks ? locks.request(name, run).catch(run) : otherwise(run)
  }
}
