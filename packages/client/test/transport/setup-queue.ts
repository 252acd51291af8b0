import type { Batch, Event } from '@son1k/contract'
import { createQueue } from '../../src/transport/create-queue.js'
import type { SendResult } from '../../src/transport/deliver.js'
import { dropRefused } from '../../src/transport/drop-refused.js'
import { createMemoryStorage } from '../../src/transport/memory-storage.js'
import type { QueueOptions, Send } from '../../src/transport/queue-options.js'
import type { QueueStorage } from '../../src/transport/storage.js'
import { createManualClock } from './manual-clock.js'

type Request = { batch: Batch; closing: boolean }
/** Answers each request; what it needs to know is in the batch and the number of requests before. */
export type Answer = (request: Request, index: number) => SendResult | Promise<SendResult>

/** What a server that takes everything answers. */
export const acknowledge: Answer = ({ batch }) => ({
  status: 200,
  body: { accepted: batch.events.length, duplicates: 0, rejected: [] },
})

type Options = Partial<QueueOptions> & { storage?: QueueStorage }

/** A queue with its own clock, storage and server. `answers` are used up one by one, the last one stays. */
export function setupQueue(answers: Answer[] = [acknowledge], options: Options = {}) {
  const requests: Request[] = []
  const clock = createManualClock()
  const storage = options.storage ?? createMemoryStorage()
  const send: Send = async (batch, { closing }) => {
    const request = { batch, closing }
    const index = requests.push(request) - 1
    const answer = answers[Math.min(index, answers.length - 1)] ?? acknowledge
    return answer(request, index)
  }
  const queue = createQueue({
    send,
    rescue: dropRefused,
    storage,
    now: clock.now,
    schedule: clock.schedule,
    random: () => 0.5,
    ...options,
  })
  return { queue, clock, storage, requests, sentIds: () => requests.map(({ batch }) => idsOf(batch.events)) }
}

export const idsOf = (events: Event[]) => events.map(({ id }) => id)
