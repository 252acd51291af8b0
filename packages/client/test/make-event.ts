import { randomUUID } from 'node:crypto'
import type { InteractionEvent } from '@son1k/contract'

/** An event of this moment, or of what `fields` say. */
export function makeEvent(fields: Partial<InteractionEvent> = {}): InteractionEvent {
  return {
    type: 'interaction',
    id: randomUUID(),
    occurredAt: new Date().toISOString(),
    userId: 'user-1',
    action: 'click',
    element: 'BUTTON#play',
    ...fields,
  }
}
