import type { Exclusive } from './exclusive.js'

/** A tab that says nothing for so long is dead. Browsers let timers of hidden tabs run once a second. */
const LEASE_MS = 5_000
const ASK_AGAIN_MS = 500

/**
 * Lets one tab at a time send where the browser has no Web Locks (pages on plain http): a lease in `localStorage`, renewed
 * while it is used, and taken over from a tab that has died. Two tabs may rarely hold it at once: event ids make sure
 * that nothing counts twice. Where `localStorage` is refused no tab knows of another one, and each sends.
 * @param name shared by the tabs
 */
export function createTabLease(name: string): Exclusive {
  const me = `${Math.random()}`
  const item = `${name}:lease`
  const renew = () => localStorage.setItem(item, `${me} ${Date.now() + LEASE_MS}`)
  const holder = () => {
    const [tab, until] = (localStorage.getItem(item) ?? '').split(' ')
    const leftMs = Number(until) - Date.now()
    // A clock that was set back leaves a lease behind that seems to last for long.
    return leftMs > 0 && leftMs <= LEASE_MS ? tab : undefined
  }

  async function acquire() {
    for (;;) {
      while (holder() !== undefined && holder() !== me) await wait(ASK_AGAIN_MS)
      renew()
      // Another tab may have found it free in the same moment: the last one to write has it.
      await wait(ASK_AGAIN_MS * 0.1 * (1 + Math.random()))
      if (holder() === me) return
    }
  }

  return async (run) => {
    try {
      await acquire()
    } catch {
      return run()
    }
    const renewing = setInterval(renew, LEASE_MS / 4)
    try {
      return await run()
    } finally {
      clearInterval(renewing)
      if (holder() === me) localStorage.removeItem(item)
    }
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
