import type { Track } from '@son1k/contract'
import { v7 } from 'uuid'
import type { NewEvent, SharedField } from './new-event.js'

/** What a start and an end have in common; what was told once for all is optional. */
type Start<Shared extends SharedField> = Track & {
  generationId?: string
  seq?: number
  page?: string
  sessionId?: string
} & ('userId' extends Shared ? { userId?: string } : { userId: string })

/** A generation that is under way. The first of the three calls counts; what is given may add to, or correct, the start. */
export type Generation = {
  readonly generationId: string
  succeed(more?: Track): void
  /** @param error whatever was thrown: an Error, a text, anything */
  fail(error?: unknown, more?: Track): void
  cancel(more?: Track): void
}

export type Generations<Shared extends SharedField = never> = {
  /**
   * Tells that a generation starts, and measures how long it takes. One that is never ended stays a start.
   * @param params what is asked for; `generationId` where there is one already
   */
  start(...params: 'userId' extends Shared ? [params?: Start<Shared>] : [params: Start<Shared>]): Generation
}

/** Tells `track` of generations from their start to their end. */
export function createGenerations(track: (event: NewEvent<SharedField>) => void): Generations<SharedField> {
  return {
    start(params) {
      const given = { ...params, generationId: params?.generationId ?? v7() }
      const startMs = performance.now()
      let isRunning = true

      function end(outcome: 'succeeded' | 'failed' | 'cancelled', more: Track & { errorMessage?: string } = {}) {
        if (!isRunning) return
        isRunning = false
        const generationSeconds = (performance.now() - startMs) / 1_000
        track({ ...given, generationSeconds, ...more, type: 'generation', outcome })
      }

      track({ ...given, type: 'generation.start' })
      return {
        generationId: given.generationId,
        succeed: (more) => end('succeeded', more),
        fail: (error, more) => end('failed', { ...more, ...(error !== undefined && { errorMessage: textOf(error) }) }),
        cancel: (more) => end('cancelled', more),
      }
    },
  }
}

const textOf = (error: unknown): string => (error instanceof Error && error.message) || String(error)
