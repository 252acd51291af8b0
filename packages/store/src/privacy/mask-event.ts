import type { Event } from '@son1k/contract'
import { PAGE_ERROR } from '../ingest/event-row.js'

/** An event whose prompt, and whose message where it is about an error, went through a mask. */
export function maskEvent(event: Event, mask: (text: string) => string): Event {
  switch (event.type) {
    case 'generation.start':
      return event.prompt === undefined ? event : { ...event, prompt: mask(event.prompt) }
    case 'generation': {
      const { prompt, errorMessage } = event
      return {
        ...event,
        ...(prompt !== undefined && { prompt: mask(prompt) }),
        ...(errorMessage != null && { errorMessage: mask(errorMessage) }),
      }
    }
    case 'interaction':
      return event.action === PAGE_ERROR && event.value != null ? { ...event, value: mask(event.value) } : event
    case 'session.start':
    case 'session.end':
      return event
  }
}
