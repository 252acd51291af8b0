import type { Steps } from './steps.js'

/** From one number to another, which is excluded: times in milliseconds UTC, or ids of rows. */
export type Span = { from: number; to: number }

type Walk = {
  span: Span
  /** How long the first part is. The next ones are as long as can be read in about `PART_MS`. */
  firstPart: number
  steps: Steps
  /** Whether what was found suffices: then no older part is read. */
  isEnough?: () => boolean
}

/** How long a part should take to read: the longest that a question goes on after it was cancelled. */
const PART_MS = 100
/** By how much a part may be longer than the one before it, which may have been nearly empty. */
const LONGEST_STRIDE = 4

/**
 * Reads a span in parts that are each read in a moment, from its end to its start, so that what is left out when the time
 * is up is the oldest. The parts adjoin each other.
 * @param read reads one part; its statement must cost what the part holds, so it needs an index on what the span is of
 * @returns what was read: the whole span, or its newest part when the time was up or it sufficed
 * @throws AnalyticsError `CANCELLED` when nobody waits for the answer
 */
export async function walkBack(
  { span, firstPart, steps, isEnough }: Walk,
  read: (part: Span) => Promise<void>,
): Promise<Span> {
  let length = firstPart
  let to = span.to
  while (to > span.from && !isEnough?.() && !steps.isTimeUp()) {
    const from = Math.max(span.from, to - length)
    const begunMs = steps.elapsedMs
    await read({ from, to })
    const tookMs = Math.max(1, steps.elapsedMs - begunMs)
    length = Math.max(1, Math.floor((to - from) * Math.min(LONGEST_STRIDE, PART_MS / tookMs)))
    to = from
  }
  return { from: to, to: span.to }
}
