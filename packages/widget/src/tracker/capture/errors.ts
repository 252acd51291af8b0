import type { NewEvent } from '../../globals.js'
import { asGiven } from '../field.js'
import { interaction } from '../interaction.js'
import { listen } from '../listen.js'
import type { Track } from '../tracker.js'

/** Fits the bytes of metadata in any script. */
const STACK_LENGTH = 1_000
/** A page that throws in each frame would tell nothing new, and send without end. */
const MOST_ALIKE = 10
const MOST_IN_ALL = 100

/** Tracks what the page's own code throws and nobody catches. It still reaches the console, once. */
export function captureErrors(track: Track) {
  const told: string[] = []
  function tell(element: string, error: unknown) {
    const event = describeError(element, error)
    const json = JSON.stringify(event)
    if (told[MOST_IN_ALL - 1] || told.filter((other) => other === json)[MOST_ALIKE - 1]) return
    told.push(json)
    track(() => event)
  }

  listen(window, 'error', ({ error, message }: ErrorEvent) => {
    // An image that can't be loaded is an `error` too, one without a message.
    if (message) tell('window', error ?? message)
  })
  listen(window, 'unhandledrejection', ({ reason }: PromiseRejectionEvent) => tell('promise', reason))
}

/**
 * @param element where it was seen
 * @param error whatever was thrown: an Error, a text, anything
 */
export function describeError(element: string, error: unknown): NewEvent {
  const error_stack = `${asGiven(error)?.stack ?? ''}`.slice(0, STACK_LENGTH)
  return { ...interaction('error', element, errorMessage(error)), metadata: { error_stack } }
}

/** The text of whatever was thrown. */
export function errorMessage(error: unknown): string {
  return `${asGiven(error)?.message || error}`
}
