import { createBoundedQueue } from './queue.js'
import type { Queue, QueueDefaults, QueueOptions } from './queue-options.js'
import { schedule } from './schedule.js'

const defaults: QueueDefaults = {
  schedule,
  exclusive: (run) => run(),
  maxBytes: 8_388_608,
  // The server takes 512 KiB.
  batchBytes: 400_000,
  tell() {},
}

/** A queue that delivers every event at least once; the event's id makes it exactly once. */
export const createQueue = (options: QueueOptions): Queue => createBoundedQueue({ ...defaults, ...options })
