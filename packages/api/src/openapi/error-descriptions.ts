import { ERROR_CODES, type ErrorCode } from '@son1k/contract'
import { httpStatusOf } from '../errors.js'

/** When each error is answered, and what to do. */
export const ERROR_DESCRIPTIONS: Record<ErrorCode, string> = {
  VALIDATION_FAILED: 'A field is missing or wrong: `issues` names each. Sending it again as it is will not help.',
  NOT_JSON: 'The body is no JSON object in UTF-8.',
  UNAUTHORIZED:
    'Reading needs a read token, and what is held of a person an admin token, `Authorization: Bearer …`; events of most apps need a write key, `X-Write-Key`.',
  FORBIDDEN: 'Pages of this origin may not send events, or this token is for something else: the message says which.',
  NOT_FOUND: 'There is nothing at this address.',
  METHOD_NOT_ALLOWED: 'The address does not take this method: the header `Allow` says which.',
  BODY_TOO_LARGE: 'The body, or an event in it, is too large: send fewer or smaller events.',
  UNSUPPORTED_MEDIA_TYPE: 'The body must be sent as JSON.',
  RATE_LIMITED: 'Too many requests from this address: wait for `Retry-After` seconds, and send in batches.',
  OVERLOADED: 'More than can be stored right now: send it again after `Retry-After` seconds.',
  STORE_UNAVAILABLE: 'The database can not be used right now: send it again after `Retry-After` seconds.',
  TIMEOUT: 'The question took too long: ask about a shorter time.',
  CANCELLED: 'Who asked had gone.',
  INTERNAL: 'A fault of the server. Its log tells more under the id that the message names.',
}

/** The codes by the HTTP status that they are answered with, ascending. */
export function codesByStatus(codes: readonly ErrorCode[] = ERROR_CODES): [number, ErrorCode[]][] {
  const found = new Map<number, ErrorCode[]>()
  for (const code of codes) found.set(httpStatusOf(code), [...(found.get(httpStatusOf(code)) ?? []), code])
  return [...found].sort(([a], [b]) => a - b)
}
