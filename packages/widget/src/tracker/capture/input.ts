import { describeElement, findElement } from '../describe-element.js'
import { interaction } from '../interaction.js'
import { listen } from '../listen.js'
import type { Track } from '../tracker.js'

export function captureClicks(track: Track) {
  listen(document, 'click', (event) => trackInput(track, event))
}

/** Tracks the Enter key, and where it was pressed. Never what is typed. */
export function captureEnterKey(track: Track) {
  listen(document, 'keydown', (event: KeyboardEvent) => {
    const { key, repeat, isComposing } = event
    // Held down it repeats; in Japanese or Chinese input it picks a word.
    if (key === 'Enter' && !repeat && !isComposing) trackInput(track, event, key)
  })
}

function trackInput(track: Track, event: Event, value?: string) {
  const element = findElement(event)
  if (!element) return
  // Described now, before the page's own handlers change it.
  const described = interaction(event.type, describeElement(element), value)
  track(() => described)
}
