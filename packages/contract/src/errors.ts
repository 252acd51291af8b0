/** Why a request was refused. What each means over HTTP is decided in one place, the API's error map. */
export const ERROR_CODES = [
  'VALIDATION_FAILED',
  'NOT_JSON',
  'UNAUTHORIZED',
  'FORBIDDEN',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'RATE_LIMITED',
  'OVERLOADED',
  'STORE_UNAVAILABLE',
  /** A question took longer than `LIMITS.questionMs`. */
  'TIMEOUT',
  /** Whoever asked has gone: nobody reads this. */
  'CANCELLED',
  'INTERNAL',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** Why one event of a batch was refused while its neighbours were stored. */
export const REJECTION_CODES = ['VALIDATION_FAILED', 'EVENT_TOO_LARGE', 'TOO_OLD', 'IN_THE_FUTURE'] as const
export type RejectionCode = (typeof REJECTION_CODES)[number]

/**
 * Why a client lost an event: as the server refused it, `REFUSED` (400, 413 or 422 for this very event), `QUEUE_FULL`,
 * `STORAGE_FAILED`, or `CLOSED` (tracked after the client was closed).
 */
export const DROP_REASONS = [...REJECTION_CODES, 'REFUSED', 'QUEUE_FULL', 'STORAGE_FAILED', 'CLOSED'] as const
export type DropReason = (typeof DROP_REASONS)[number]
/** Lost events by reason. */
export type DropCounts = { [Reason in DropReason]?: number }

/** One thing that is wrong with the input: `path` names the field (`metadata.plan`, `events.3.userId`; empty: the whole). */
export type Issue = { path: string; message: string }

/** The error of the domain. It knows no transport; `message` says what to do and may be shown to anyone. */
export class AnalyticsError extends Error {
  readonly code: ErrorCode
  readonly issues: Issue[] | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    options: { issues?: Issue[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'AnalyticsError'
    this.code = code
    this.issues = options.issues
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}
