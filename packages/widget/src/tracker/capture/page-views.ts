import { interaction } from '../interaction.js'
import { listen } from '../listen.js'
import { withExtras } from '../load.js'
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
  listen(window, 'pageshow', ({ persisted }: PageTransitionEvent) => {
    if (persisted) lastPath = undefined
    look()
  })
  // Tells of `pushState`, of going back and of changed hashes. Older browsers have only the functions to hold on to.
  if (window.navigation) listen(navigation, 'currententrychange', look)
  else withExtras((extras) => extras.watchHistory(look))
}
