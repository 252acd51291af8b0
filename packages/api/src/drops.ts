import { AnalyticsError } from '@son1k/contract'

/** Counts what was refused or lost, so that nothing is dropped in silence. */
export type DropCounter = {
  count(reason: string, events: number): void
  /** Counts a refusal under its code: once, however many layers see it pass. */
  countError(error: unknown, events?: number): void
  byReason(): Record<string, number>
}

/** @returns counters that start at zero */
export function createDropCounter(): DropCounter {
  const counts = new Map<string, number>()
  const seen = new WeakSet<Error>()
  const count = (reason: string, events: number) => {
    counts.set(reason, (counts.get(reason) ?? 0) + events)
  }
  return {
    count,
    countError(error, events = 1) {
      // On its way out an error may be wrapped, and more than once: what it came from tells whether it was counted.
      let origin = error
      while (origin instanceof Error && origin.cause instanceof Error) origin = origin.cause
      if (origin instanceof Error) {
        if (seen.has(origin)) return
        seen.add(origin)
      }
      count(error instanceof AnalyticsError ? error.code : 'INTERNAL', events)
    },
    byReason: () => Object.fromEntries(counts),
  }
}
