/** A network that can be cut for this page. */
export type SimulatedNetwork = {
  isCut(): boolean
  /** Aborts what runs, fails what comes, and tells the page by `offline`. Holds over a reload. */
  cut(): void
  /** Lets requests through again and tells the page by `online`. */
  restore(): void
}

type NetworkWindow = Pick<Window, 'dispatchEvent'> & {
  fetch: typeof fetch
  navigator: Navigator
  sessionStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
}

const STORAGE_KEY = 'son1k_demo_offline'

/**
 * Puts a switch between the page and its `fetch`. To be called before any script that sends: what has kept the
 * original `fetch` can't be cut. Scripts and pages still load, so that the page can be reloaded while it is "offline".
 */
export function simulateNetwork(page: NetworkWindow): SimulatedNetwork {
  const realFetch = page.fetch.bind(page)
  const isReallyOnline = () => Reflect.get(Object.getPrototypeOf(page.navigator), 'onLine', page.navigator) !== false
  let isCut = page.sessionStorage.getItem(STORAGE_KEY) !== null
  let running = new AbortController()

  page.fetch = (input, init) => {
    if (isCut) return Promise.reject(new TypeError('Failed to fetch'))
    const own = init?.signal ?? (input instanceof Request ? input.signal : undefined)
    return realFetch(input, { ...init, signal: AbortSignal.any(own ? [own, running.signal] : [running.signal]) })
  }
  Object.defineProperty(page.navigator, 'onLine', { configurable: true, get: () => !isCut && isReallyOnline() })

  return {
    isCut: () => isCut,
    cut() {
      if (isCut) return
      isCut = true
      page.sessionStorage.setItem(STORAGE_KEY, 'yes')
      running.abort(new TypeError('Failed to fetch'))
      page.dispatchEvent(new Event('offline'))
    },
    restore() {
      if (!isCut) return
      isCut = false
      page.sessionStorage.removeItem(STORAGE_KEY)
      running = new AbortController()
      page.dispatchEvent(new Event('online'))
    },
  }
}
