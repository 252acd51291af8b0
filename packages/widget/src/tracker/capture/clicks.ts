import { describeElement, findElement } from '../describe-element.js'
import { interaction } from '../interaction.js'
import { listen } from '../listen.js'
import type { Track } from '../tracker.js'

export function captureClicks(track: Track) {
  listen(document, 'click', (event) => {
    const element = findElement(event)
    if (element) track(() => interaction('click', describeElement(element)))
  })
}
