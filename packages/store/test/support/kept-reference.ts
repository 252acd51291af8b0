import type { Event, GenerationEvent } from '@son1k/contract'
import { DAY } from './events.js'

export type ReferenceGeneration = GenerationEvent & { isKept: boolean }

const at = (event: Event) => Date.parse(event.occurredAt)

/** The generations among some different events, each with whether its track was kept within seven days of it. */
export function referenceGenerations(events: Event[]): ReferenceGeneration[] {
  const keeps = events
    .filter((event) => event.type === 'interaction')
    .filter(({ action }) => ['save', 'download', 'share', 'like'].includes(action))
  return events
    .filter((event) => event.type === 'generation')
    .map((made) => {
      const own = keeps.filter(({ generationId }) => generationId === (made.generationId ?? made.id))
      const isInTime = own.some((keep) => at(keep) >= at(made) && at(keep) <= at(made) + 7 * DAY)
      return { ...made, isKept: isInTime && (made.outcome ?? 'succeeded') === 'succeeded' }
    })
}
