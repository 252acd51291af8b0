import { expect } from 'vitest'

const PATIENCE_MS = 40_000

/**
 * Asks again and again until what is expected holds: `await eventually(() => count()).toBe(3)`. The time is the
 * patience of a test that fails, on a busy machine; one that passes takes as long as the product does.
 */
export const eventually = <T>(ask: () => T | Promise<T>) => expect.poll(ask, { timeout: PATIENCE_MS, interval: 50 })
