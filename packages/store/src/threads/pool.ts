import { AnalyticsError } from '@son1k/contract/errors'
import { Piscina } from 'piscina'
import type { DatabaseSettings } from '../db/client.js'
import { storeFailure } from '../db/failure.js'
import { type Reply, unwrap } from './reply.js'

type Task = (input: never) => Promise<Reply<unknown>>
/** The tasks that a module of threads exports. `ready` does nothing: it answers when the thread has started. */
type Tasks = { ready: Task } & Record<string, Task>
type InputOf<T extends Task> = Parameters<T>[0]
type ValueOf<T extends Task> = Awaited<ReturnType<T>> extends Reply<infer Value> ? Value : never

export type Pool<T extends Tasks> = {
  /** @throws AnalyticsError as the task does; `OVERLOADED` when too many wait; `STORE_UNAVAILABLE` after `close` */
  run<Name extends keyof T & string>(name: Name, input: InputOf<T[Name]>): Promise<ValueOf<T[Name]>>
  /** Waits until every thread is idle, then ends them. */
  close(): Promise<void>
}

export type PoolOptions = { filename: URL; threads: number; settings: DatabaseSettings; longestQueue?: number }

export function openPool<T extends Tasks>(options: PoolOptions): Pool<T> {
  const { filename, threads, settings, longestQueue = Number.POSITIVE_INFINITY } = options
  const piscina = new Piscina({
    filename: filename.href,
    minThreads: threads,
    maxThreads: threads,
    // A thread that sleeps on an Atomics lock can't do the input and output that a remote database needs.
    atomics: 'disabled',
    recordTiming: false,
    workerData: settings,
  })
  // A thread that is ended while it starts, or inside the database, takes the whole process along. So we count for
  // ourselves what runs: the pool's own `close` may end a thread that is busy while others are idle.
  const running = new Set<Promise<unknown>>()
  const start = async (name: string, input: unknown): Promise<unknown> => {
    const answer = piscina.run(input, { name })
    running.add(answer)
    try {
      return await answer
    } catch (error) {
      throw storeFailure(error)
    } finally {
      running.delete(answer)
    }
  }
  let closing: Promise<void> | undefined
  const close = async () => {
    while (running.size > 0) await Promise.allSettled(running)
    await piscina.destroy()
  }
  for (let thread = 0; thread < threads; thread++) void start('ready', undefined)
  return {
    async run(name, input) {
      if (closing) throw closed()
      if (piscina.queueSize >= longestQueue) throw tooManyQuestions()
      return unwrap(repliedBy<T[typeof name]>(await start(name, input)))
    },
    close: () => (closing ??= close()),
  }
}

/** Holds at run time: the module exports the task under its name, and it answers a reply of its own type. */
const repliedBy = <T extends Task>(answer: unknown) => answer as Reply<ValueOf<T>>

const closed = () =>
  new AnalyticsError('STORE_UNAVAILABLE', 'The server is stopping. Try again in a few seconds.', {
    retryAfterSeconds: 5,
  })

const tooManyQuestions = () =>
  new AnalyticsError('OVERLOADED', 'Too many questions are waiting. Ask again in a few seconds.', {
    retryAfterSeconds: 5,
  })
