const BASE_MS = 1_000
const CAP_MS = 60_000
/** Longer waits than this are a mistake of the server, and would overflow a timer. */
const LONGEST_MS = 3_600_000

/**
 * How long to wait before the next try: exponential backoff with full jitter, on top of what the server asked for.
 * Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * @param failures in a row, from 1
 * @param random 0–1
 * @returns milliseconds
 */
export function retryDelayMs(failures: number, random: number, retryAfterSeconds?: number): number {
  const jitterMs = random * Math.min(CAP_MS, BASE_MS * 2 ** (failures - 1))
  return Math.min(LONGEST_MS, (retryAfterSeconds ?? 0) * 1_000 + jitterMs)
}
