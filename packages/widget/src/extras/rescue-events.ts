import { dropRefused, type Entry, type Rescue } from '@son1k/client/transport'
import { fitEvent } from './fit-event.js'

/** Makes events that the server refuses fit its limits and sends them once more; what it still refuses is dropped. */
export const rescueEvents: Rescue = async (events, route) => {
  const fitted = events.map((entry): Entry => ({ ...entry, json: JSON.stringify(fitEvent(JSON.parse(entry.json))) }))
  return dropRefused(fitted, route, await route.send(fitted))
}
