import type { StoredEvent } from '@son1k/store'

/** Events as JSON, one a line. */
export async function* toJsonLines(batches: AsyncIterable<StoredEvent[]>): AsyncGenerator<string> {
  for await (const events of batches) yield events.map((event) => `${JSON.stringify(event)}\n`).join('')
}
