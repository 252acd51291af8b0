import { AnalyticsError } from '@son1k/contract'
import type { LostEvents } from '@son1k/store'

/** Events that were refused or lost. Without an app it was not known yet whose they were. */
type Drop = Omit<LostEvents, 'appId'> & { appId?: number | undefined }

/** Counts what was refused or lost, so that nothing is dropped in silence. */
export type DropCounter = {
  count(drop: Drop): void
  /** Counts a refusal under its code: once, however many layers see it pass. */
  countError(error: unknown, of?: { appId?: number | undefined; events?: number }): void
  /** Since the start, of all apps; what clients lost has `client.` before its reason. */
  byReason(): Record<string, number>
}

/**
 * @param keep is told of each, to keep it beyond the life of the process
 * @param unknownAppId the app under which is kept what came before it was known whose it was
 * @returns counters that start at zero
 */
export function createDropCounter(keep: (lost: LostEvents) => void, unknownAppId: number): DropCounter {
  const counts = new Map<string, number>()
  const seen = new WeakSet<Error>()
  const count = ({ appId = unknownAppId, kind, reason, events }: Drop) => {
    const name = kind === 'clientDropped' ? `client.${reason}` : reason
    counts.set(name, (counts.get(name) ?? 0) + events)
    keep({ appId, kind, reason, events })
  }
  return {
    count,
    countError(error, { events = 1, ...of } = {}) {
      // On its way out an error may be wrapped, and more than once: what it came from tells whether it was counted.
      let origin = error
      while (origin instanceof Error && origin.cause instanceof Error) origin = origin.cause
      if (origin instanceof Error) {
        if (seen.has(origin)) return
        seen.add(origin)
      }
      count({ ...of, kind: 'dropped', reason: error instanceof AnalyticsError ? error.code : 'INTERNAL', events })
    },
    byReason: () => Object.fromEntries(counts),
  }
}
