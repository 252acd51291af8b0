import type { Queue } from './queue-options.js'

/** Tries once more to deliver everything, then stops. Never rejects. */
export async function closeQueue(queue: Queue): Promise<void> {
  await queue.flush()
  queue.stop()
}
