import type { LiveSnapshot } from '@son1k/contract'
import type { Ask } from './ask.js'

/** What the live stream reports. `onEnd`: it broke off, or never began; `error` says why when that is known. */
export type LiveListener = { onSnapshot(snapshot: LiveSnapshot): void; onEnd(error: unknown): void }

/** Where the dashboard gets its numbers. */
export type Source = {
  ask: Ask
  change: Ask
  /** @returns the function that ends the stream */
  live(listener: LiveListener): () => void
}
