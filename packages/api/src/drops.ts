import { AnalyticsError } from '@son1k/contract'

/** Counts what was refused or lost, so that nothing is dropped in silence. */
export type DropCounter = {
  count(reason: string, events: number): void
  /** Counts a refusal once, however many layers see it pass. */
  countError(error: unknown, events?: number): void
  byReason(): Record<string, number>
}

/** @returns counters that start at zero */
export function createDropCounter(): DropCounter {
  const counts = new Map<string, number>()
  const seen = new WeakSet<Error>()
  const count = (reason: string, events: number) => {
    if (events > 0) counts.set(reason, (counts.get(reason) ?? 0) + events)
  }
  return {
    count,
    countError(error, events = 1) {
      if (error instanceof Error) {
        if (seen.has(error)) return
        seen.add(error)
      }
      count(error instanceof AnalyticsError ? error.code : 'INTERNAL', events)
    },
    byReason: () => Object.fromEntries(counts),
  }
}
