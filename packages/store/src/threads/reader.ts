import { AnalyticsError } from '@son1k/contract/errors'
import type { QuestionOptions } from '../store.js'
import { cancel, newCancelFlag } from './cancel-flag.js'
import { type InputOf, openPool, type PoolOptions, stopping, type ValueOf } from './pool.js'
import type { ReaderTasks } from './roles.js'

type Question = Exclude<keyof ReaderTasks, 'ready'>
type AskedOf<Name extends Question> = InputOf<ReaderTasks[Name]>['asked']

/** The threads that answer questions. */
export type Reader = {
  /**
   * @throws AnalyticsError as the question does; `TIMEOUT`; `CANCELLED` as soon as the signal aborts; `OVERLOADED` when
   * too many wait; `STORE_UNAVAILABLE` after `close`
   */
  ask<Name extends Question>(
    name: Name,
    asked: AskedOf<Name>,
    options?: QuestionOptions,
  ): Promise<ValueOf<ReaderTasks[Name]>>
  /** Stops all questions, each at its next step, and waits until every thread is idle. */
  close(): Promise<void>
}

/** @param limitMs how long a question may work */
export function openReader({ limitMs, ...options }: PoolOptions & { limitMs: number }): Reader {
  const pool = openPool<ReaderTasks>(options)
  const open = new Set<AbortController>()
  let isClosing = false
  return {
    async ask(name, asked, { signal } = {}) {
      if (isClosing) throw stopping()
      if (signal?.aborted) throw cancelled()
      const asking = new AbortController()
      const flag = newCancelFlag()
      const leave = () => asking.abort(cancelled())
      signal?.addEventListener('abort', leave, { once: true })
      open.add(asking)
      try {
        // Who has gone is not kept waiting for the thread, which ends at its next step.
        return await Promise.race([
          pool.run(name, { asked, limitMs, flag }, asking.signal),
          abortOf(asking.signal, () => cancel(flag)),
        ])
      } finally {
        open.delete(asking)
        signal?.removeEventListener('abort', leave)
      }
    },
    close() {
      isClosing = true
      for (const asking of open) asking.abort(stopping())
      return pool.close()
    },
  }
}

/** Rejects with the reason when `signal` aborts. */
const abortOf = (signal: AbortSignal, onAbort: () => void): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => {
      onAbort()
      reject(signal.reason)
    })
  })

const cancelled = () => new AnalyticsError('CANCELLED', 'The question was cancelled by who asked it.')
