import { AnalyticsError } from '@son1k/contract/errors'
import { Piscina } from 'piscina'
import type { DatabaseSettings } from '../db/client.js'
import { storeFailure } from '../db/failure.js'
import { type Reply, unwrap } from './reply.js'
import { Turns } from './turns.js'

type Task = (input: never) => Promise<Reply<unknown>>
/** The tasks that a module of threads exports. `ready` does nothing: it answers when the thread has started. */
export type Tasks = { ready: Task } & Record<string, Task>
export type InputOf<T extends Task> = Parameters<T>[0]
export type ValueOf<T extends Task> = Awaited<ReturnType<T>> extends Reply<infer Value> ? Value : never

export type Pool<T extends Tasks> = {
  /**
   * @param signal drops the task while it waits for a thread; one that runs is never broken off from here
   * @throws AnalyticsError as the task does; `OVERLOADED` when too many wait; `STORE_UNAVAILABLE` after `close`; the
   * reason of `signal`
   */
  run<Name extends keyof T & string>(
    name: Name,
    input: InputOf<T[Name]>,
    signal?: AbortSignal,
  ): Promise<ValueOf<T[Name]>>
  /** Waits until every thread is idle, then ends them. */
  close(): Promise<void>
}

export type PoolOptions = {
  filename: URL
  threads: number
  settings: DatabaseSettings
  longestQueue?: number
  /** Megabytes of a thread's memory that new values are made in; more are used by default. */
  youngMegabytes?: number
  /** Called back when a thread has died of an error; another takes its place. */
  onThreadLost?: ((error: unknown) => void) | undefined
}

export function openPool<T extends Tasks>(options: PoolOptions): Pool<T> {
  const { filename, threads, settings, longestQueue = Number.POSITIVE_INFINITY, youngMegabytes, onThreadLost } = options
  const piscina = new Piscina({
    filename: filename.href,
    minThreads: threads,
    maxThreads: threads,
    // A thread that sleeps on an Atomics lock can't do the input and output that a remote database needs.
    atomics: 'disabled',
    recordTiming: false,
    workerData: settings,
    ...(youngMegabytes === undefined ? {} : { resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes } }),
  })
  // Of a thread without a task. Unheard, it would end the process.
  piscina.on('error', (error) => onThreadLost?.(error))
  // The queue is ours: the pool's own, asked to drop a task that has just begun, ends the thread.
  const turns = new Turns(threads)
  // A thread that is ended while it starts, or inside the database, takes the whole process along. So we count for
  // ourselves what runs: the pool's own `close` may end a thread that is busy while others are idle.
  const running = new Set<Promise<unknown>>()
  const inTurn = async (task: { name: string; input: unknown }, signal?: AbortSignal): Promise<unknown> => {
    await turns.take(signal)
    try {
      return await piscina.run(task.input, { name: task.name })
    } catch (error) {
      // A task never rejects: what it throws is in its reply. The thread has died.
      onThreadLost?.(error)
      throw storeFailure(error)
    } finally {
      turns.giveBack()
    }
  }
  const start = async (task: { name: string; input: unknown }, signal?: AbortSignal): Promise<unknown> => {
    const answer = inTurn(task, signal)
    running.add(answer)
    try {
      return await answer
    } finally {
      running.delete(answer)
    }
  }
  let closing: Promise<void> | undefined
  const close = async () => {
    while (running.size > 0) await Promise.allSettled(running)
    await piscina.destroy()
  }
  for (let thread = 0; thread < threads; thread++)
    void start({ name: 'ready', input: undefined }).catch(() => undefined)
  return {
    async run(name, input, signal) {
      if (closing) throw stopping()
      if (turns.waiting >= longestQueue) throw tooManyQuestions()
      return unwrap(repliedBy<T[typeof name]>(await start({ name, input }, signal)))
    },
    close: () => (closing ??= close()),
  }
}

/** Holds at run time: the module exports the task under its name, and it answers a reply of its own type. */
const repliedBy = <T extends Task>(answer: unknown) => answer as Reply<ValueOf<T>>

export const stopping = () =>
  new AnalyticsError('STORE_UNAVAILABLE', 'The server is stopping. Try again in a few seconds.', {
    retryAfterSeconds: 5,
  })

const tooManyQuestions = () =>
  new AnalyticsError('OVERLOADED', 'Too many questions are waiting. Ask again in a few seconds.', {
    retryAfterSeconds: 5,
  })
