import { AnalyticsError, type ErrorCode, toIssues } from '@son1k/contract'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc'
import { $ZodError } from 'zod/v4/core'
import { describeIssues } from './describe-issues.js'
import type { ErrorDetails, ErrorShape } from './error-shape.js'
import { shorten } from './shorten.js'

/** What each code of the domain is on the wire. The only place that knows. */
const WIRE: Record<ErrorCode, { status: number; trpc: TRPCError['code'] }> = {
  VALIDATION_FAILED: { status: 400, trpc: 'BAD_REQUEST' },
  NOT_JSON: { status: 400, trpc: 'PARSE_ERROR' },
  UNAUTHORIZED: { status: 401, trpc: 'UNAUTHORIZED' },
  FORBIDDEN: { status: 403, trpc: 'FORBIDDEN' },
  NOT_FOUND: { status: 404, trpc: 'NOT_FOUND' },
  METHOD_NOT_ALLOWED: { status: 405, trpc: 'METHOD_NOT_SUPPORTED' },
  BODY_TOO_LARGE: { status: 413, trpc: 'PAYLOAD_TOO_LARGE' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, trpc: 'UNSUPPORTED_MEDIA_TYPE' },
  RATE_LIMITED: { status: 429, trpc: 'TOO_MANY_REQUESTS' },
  OVERLOADED: { status: 503, trpc: 'SERVICE_UNAVAILABLE' },
  STORE_UNAVAILABLE: { status: 503, trpc: 'SERVICE_UNAVAILABLE' },
  TIMEOUT: { status: 504, trpc: 'GATEWAY_TIMEOUT' },
  CANCELLED: { status: 499, trpc: 'CLIENT_CLOSED_REQUEST' },
  INTERNAL: { status: 500, trpc: 'INTERNAL_SERVER_ERROR' },
}

/** The HTTP status of a refusal. */
export const httpStatusOf = (code: ErrorCode): number => WIRE[code].status

/** The HTTP headers that go with a refusal. */
export function headersOf({ code, retryAfterSeconds }: AnalyticsError): Record<string, string> {
  return {
    'cache-control': 'no-store',
    // Of what is refused before it has a route, too.
    'x-content-type-options': 'nosniff',
    ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    ...(code === 'UNAUTHORIZED' && { 'www-authenticate': 'Bearer' }),
  }
}

/** What the frameworks below refuse by themselves, in our words: theirs may tell of internals. By HTTP status. */
const REFUSALS: Record<number, [ErrorCode, string]> = {
  400: ['VALIDATION_FAILED', 'The request is malformed'],
  401: ['UNAUTHORIZED', 'The request needs a token'],
  403: ['FORBIDDEN', 'The request is not allowed'],
  404: ['NOT_FOUND', 'There is nothing at this address'],
  405: ['METHOD_NOT_ALLOWED', 'This address does not take this method'],
  413: ['BODY_TOO_LARGE', 'The body is too large: send fewer or smaller events'],
  415: ['UNSUPPORTED_MEDIA_TYPE', 'The body must be JSON: send Content-Type: application/json'],
  429: ['RATE_LIMITED', 'Too many requests: slow down'],
}
const NOT_JSON_CODES = new Set(['FST_ERR_CTP_EMPTY_JSON_BODY', 'FST_ERR_CTP_INVALID_JSON_BODY'])

/**
 * Whatever was thrown, as an error that may be shown. The original is its `cause`.
 * @param requestId names the line of the log that tells more, where nothing else may be said
 */
export function toAnalyticsError(thrown: unknown, requestId: string): AnalyticsError {
  if (thrown instanceof AnalyticsError) return thrown
  if (thrown instanceof $ZodError) {
    const issues = toIssues(thrown)
    return new AnalyticsError('VALIDATION_FAILED', describeIssues(issues, 'the input'), { issues, cause: thrown })
  }
  if (thrown instanceof TRPCError && (thrown.cause instanceof AnalyticsError || thrown.cause instanceof $ZodError))
    return toAnalyticsError(thrown.cause, requestId)
  if (isNotJson(thrown)) {
    // The input of a query is no body.
    const what = thrown instanceof TRPCError ? 'The input' : 'The body'
    return new AnalyticsError('NOT_JSON', `${what} is not JSON: send a JSON object`, { cause: thrown })
  }
  const refusal = REFUSALS[statusOf(thrown)]
  if (refusal !== undefined) {
    const [code, message] = refusal
    // Without a cause these words are tRPC's own, and name the procedure; those of a media type are broken.
    const isPlain =
      thrown instanceof TRPCError && thrown.cause === undefined && thrown.code !== 'UNSUPPORTED_MEDIA_TYPE'
    return new AnalyticsError(code, isPlain ? shorten(thrown.message) : message, { cause: thrown })
  }
  const message = `Something went wrong on the server; its log tells more under request id ${requestId}`
  return new AnalyticsError('INTERNAL', message, { cause: thrown })
}

/** The same, as tRPC wants it. */
export function toTrpcError(thrown: unknown, requestId: string): TRPCError {
  const error = toAnalyticsError(thrown, requestId)
  return new TRPCError({ code: WIRE[error.code].trpc, message: error.message, cause: error })
}

/** The same, as the typed client reads it. */
export function toErrorShape(error: AnalyticsError, path?: string): ErrorShape {
  const { status, trpc } = WIRE[error.code]
  const analytics: ErrorDetails = {
    code: error.code,
    issues: error.issues ?? [],
    retryAfterSeconds: error.retryAfterSeconds ?? null,
  }
  return {
    message: error.message,
    code: TRPC_ERROR_CODES_BY_KEY[trpc],
    data: { code: trpc, httpStatus: status, ...(path !== undefined && { path }), analytics },
  }
}

function statusOf(thrown: unknown): number {
  if (thrown instanceof TRPCError) return getHTTPStatusCodeFromError(thrown)
  return thrown instanceof Error && 'statusCode' in thrown ? Number(thrown.statusCode) : 0
}

function isNotJson(thrown: unknown): boolean {
  if (thrown instanceof TRPCError) return thrown.code === 'PARSE_ERROR' || thrown.cause instanceof SyntaxError
  return thrown instanceof Error && 'code' in thrown && NOT_JSON_CODES.has(String(thrown.code))
}
