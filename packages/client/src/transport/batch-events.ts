import type { LIMITS } from '@son1k/contract'

/** What the server takes at most in one batch. Repeated here, held equal by its type, because the contract's values bring zod. */
export const BATCH_EVENTS: typeof LIMITS.batchEvents = 500
