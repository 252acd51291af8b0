import { dropRefused, type Entry, type Rescue } from '@son1k/client/transport'
import type { tell } from '../tracker/tell.js'
import { fitEvent } from './fit-event.js'

/**
 * Makes events that the server refuses, or would refuse, fit its limits and sends them; what it still refuses is dropped.
 * @param say is told which fields were cut
 */
export function rescueEvents(say: typeof tell): Rescue {
  return async (events, route) => {
    const fitted = events.map((entry): Entry => {
      const { event, cut } = fitEvent(JSON.parse(entry.json))
      if (cut[0]) say('cut', { id: event.id, fields: cut })
      return { ...entry, json: JSON.stringify(event) }
    })
    return dropRefused(fitted, route, await route.send(fitted))
  }
}
