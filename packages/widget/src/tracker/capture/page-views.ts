import { interaction } from '../interaction.js'
import { listen } from '../listen.js'
import type { Track } from '../tracker.js'

/** Tracks the page at load, and again when its path changes without a load or it comes back from the browser's cache. */
export function capturePageViews(track: Track) {
  let lastPath: string | undefined
  const look = () => {
    const { pathname } = location
    if (pathname === lastPath) return
    lastPath = pathname
    track(() => interaction('page_view', 'page', pathname))
  }

  look()
  // Fires for a changed hash too, so `hashchange` would tell nothing new.
  listen(window, 'popstate', look)
  listen(window, 'pageshow', ({ persisted }: PageTransitionEvent) => {
    if (persisted) lastPath = undefined
    look()
  })
  // Where a page has frozen its history `set` answers false instead of throwing.
  for (const name of ['pushState', 'replaceState'] as const) Reflect.set(history, name, calling(history[name], look))
}

/** The same function to all who look at it, with `after` called once it has returned; what it throws is thrown. */
function calling<F extends History['pushState']>(target: F, after: () => void): F {
  return new Proxy(target, {
    apply(original, self, args) {
      Reflect.apply(original, self, args)
      after()
    },
  })
}
