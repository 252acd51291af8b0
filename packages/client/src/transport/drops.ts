import type { RejectionCode } from '@son1k/contract'

/**
 * Why an event was lost: the server's reason, `REFUSED` (400, 413 or 422 for this very event), `QUEUE_FULL`,
 * `STORAGE_FAILED`, or `CLOSED` (tracked after `close()` of the client).
 */
export type DropReason = RejectionCode | 'REFUSED' | 'QUEUE_FULL' | 'STORAGE_FAILED' | 'CLOSED'
