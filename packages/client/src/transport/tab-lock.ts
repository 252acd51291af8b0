/**
 * Lets one tab at a time send. Where the browser has no Web Locks or refuses them every tab sends: event ids make
 * sure that nothing counts twice.
 * @param name shared by the tabs
 * @returns runs what it is given, which must not reject, once no other tab does
 */
export function createTabLock(name: string): (run: () => Promise<void>) => Promise<void> {
  return async (run) => {
    const locks = globalThis.navigator?.locks
    if (!locks) return run()
    let ran = false
    const once = () => {
      ran = true
      return run()
    }
    await locks.request(name, once).catch(() => (ran ? undefined : run()))
  }
}
