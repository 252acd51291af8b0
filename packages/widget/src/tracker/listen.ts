import { tell } from './tell.js'

/** What tells of events of a type; the type brings the interface of its events with it, and whoever listens names both. */
type Target<E> = { addEventListener(type: string, handle: (event: E) => void, capture: true): void }

/**
 * Listens before the page's own handlers, which may stop the event, and never harms them: what `handle` throws goes to
 * whoever asked.
 */
export function listen<E = Event>(target: Target<E>, type: string, handle: (event: E) => void) {
  target.addEventListener(
    type,
    (event) => {
      try {
        handle(event)
      } catch (error) {
        tell('error', error)
      }
    },
    true,
  )
}
