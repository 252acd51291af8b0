import type { NewEvent } from '../../globals.js'
import { interaction } from '../interaction.js'
import type { Listen } from '../listen.js'
import type { Track } from '../tracker.js'

/** Tracks what the page's own code throws and nobody catches. It still reaches the console, once. */
export function captureErrors(track: Track, listen: Listen) {
  listen(window, 'error', (event) => {
    // An image that can't be loaded is an `error` too, of another kind.
    if (event instanceof ErrorEvent) track(() => describeError('window', event.error ?? event.message))
  })
  listen(window, 'unhandledrejection', ({ reason }: PromiseRejectionEvent) => {
    track(() => describeError('promise', reason))
  })
}

/**
 * @param element where it was seen
 * @param error whatever was thrown: an Error, a text, anything
 */
export function describeError(element: string, error: unknown): NewEvent {
  const stack = error instanceof Error ? error.stack : undefined
  return { ...interaction('error', element, errorMessage(error)), metadata: stack ? { error_stack: stack } : undefined }
}

/** The text of whatever was thrown. */
export function errorMessage(error: unknown): string {
  const message = typeof error === 'object' && error && 'message' in error && error.message
  return String(message || error)
}
