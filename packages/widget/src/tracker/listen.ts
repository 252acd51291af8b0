import { log } from './log.js'

/**
 * Listens before the page's own handlers, which may stop the event, and never harms them: what `handle` throws goes to
 * the log alone.
 * @param handle sees the event as the type that `type` brings
 */
export function listen<E extends Event>(target: EventTarget, type: string, handle: (event: E) => void) {
  const guarded = (event: Event) => {
    try {
      handle(asNamed(event))
    } catch (error) {
      log(type, error)
    }
  }
  target.addEventListener(type, guarded, true)
}

/** The browser gives each type of event its own interface, and whoever listens names both. */
const asNamed = <E extends Event>(event: Event): E => event as E
