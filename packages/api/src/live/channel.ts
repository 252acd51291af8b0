import type { LiveSnapshot } from '@son1k/contract'
import { createWatcher, type Watcher } from './watcher.js'

/** The live view of one app: however many watch, the store is asked once. */
export type LiveChannel = {
  watch(signal: AbortSignal | undefined): AsyncGenerator<LiveSnapshot, void, unknown>
  watching(): number
  /** Something was stored. */
  changed(): void
  close(): void
}

type LiveChannelOptions = { ask: () => Promise<LiveSnapshot>; now: () => number; onError: (error: unknown) => void }

/** Between two snapshots at least, after a change. */
const PAUSE_MS = 1_000
/** Without a change at most: sessions end by doing nothing. */
const IDLE_MS = 30_000

/** @returns a channel that asks only while someone watches */
export function createLiveChannel({ ask, now, onError }: LiveChannelOptions): LiveChannel {
  const watchers = new Set<Watcher<LiveSnapshot>>()
  let asking = false
  let changedMeanwhile = false
  let askedAt = Number.NEGATIVE_INFINITY
  let latest: LiveSnapshot | undefined
  let timer: NodeJS.Timeout | undefined

  const schedule = (delayMs: number) => {
    clearTimeout(timer)
    timer = watchers.size > 0 ? setTimeout(refresh, delayMs) : undefined
  }
  const refresh = async () => {
    if (asking) return
    asking = true
    changedMeanwhile = false
    clearTimeout(timer)
    askedAt = now()
    try {
      latest = await ask()
      for (const watcher of watchers) watcher.offer(latest)
    } catch (error) {
      latest = undefined
      onError(error)
    }
    asking = false
    schedule(changedMeanwhile ? PAUSE_MS : IDLE_MS)
  }
  // A clock that was set back must not silence the view.
  const pauseLeft = () => Math.min(PAUSE_MS, Math.max(0, askedAt + PAUSE_MS - now()))

  return {
    watch(signal) {
      const watcher = createWatcher<LiveSnapshot>(() => {
        watchers.delete(watcher)
        if (watchers.size === 0) clearTimeout(timer)
        signal?.removeEventListener('abort', leave)
      })
      const leave = () => watcher.end()
      watchers.add(watcher)
      signal?.addEventListener('abort', leave)
      if (signal?.aborted) leave()
      else if (latest !== undefined && pauseLeft() > 0) watcher.offer(latest)
      else void refresh()
      return watcher.values()
    },
    watching: () => watchers.size,
    changed() {
      if (watchers.size === 0) latest = undefined
      else if (asking) changedMeanwhile = true
      else schedule(pauseLeft())
    },
    close() {
      for (const watcher of [...watchers]) watcher.end(new DOMException('The server is closing', 'AbortError'))
    },
  }
}
