import type { Generations, NewEvent } from '../globals.js'
import { errorMessage } from './capture/errors.js'
import { listen } from './listen.js'
import type { Track } from './tracker.js'
import { uuidV7 } from './uuid.js'

type Outcome = 'succeeded' | 'failed' | 'cancelled' | 'abandoned'
type More = Partial<Extract<NewEvent, { type: 'generation' }>>

/** Follows generations from their start to their end; one that is still going when the page is left is abandoned. */
export function createGenerations(track: Track): Generations {
  const running = new Set<(outcome: Outcome) => void>()
  // A page that is kept may come back and go on.
  listen(window, 'pagehide', ({ persisted }: PageTransitionEvent) => {
    if (!persisted) for (const end of running) end('abandoned')
  })

  return {
    start(params) {
      const given = { generationId: uuidV7(), ...params }
      const startMs = performance.now()
      function end(outcome: Outcome, more?: More) {
        if (!running.delete(end)) return
        const generationSeconds = (performance.now() - startMs) / 1_000
        track(() => ({ ...given, generationSeconds, ...more, type: 'generation', outcome }))
      }
      running.add(end)
      track(() => ({ ...given, type: 'generation.start' }))
      return {
        generationId: given.generationId,
        succeed: (more) => end('succeeded', more),
        fail: (error, more) => end('failed', { ...more, errorMessage: errorMessage(error) }),
        cancel: (more) => end('cancelled', more),
      }
    },
  }
}
