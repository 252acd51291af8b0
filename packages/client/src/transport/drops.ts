import type { RejectionCode } from '@son1k/contract'

/**
 * Why an event was lost: the server's reason, `REFUSED` (400, 413 or 422 for this very event), `QUEUE_FULL`,
 * `STORAGE_FAILED`, or `CLOSED` (added after `close`).
 */
export type DropReason = RejectionCode | 'REFUSED' | 'QUEUE_FULL' | 'STORAGE_FAILED' | 'CLOSED'

/** One event that is lost. `message`: the server's words. */
export type Drop = { code: DropReason; message?: string }
