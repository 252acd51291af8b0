import { AnalyticsError, type ErrorCode } from '@son1k/contract/errors'
import { storeFailure } from '../db/failure.js'

/** An answer on its way between threads: an error that crosses keeps neither its class nor its fields. */
export type Reply<T> = { value: T } | { failure: Failure }
export type Failure = {
  code: ErrorCode
  message: string
  retryAfterSeconds: number | undefined
  cause: string | undefined
}

/** Runs a task in a thread. Never rejects. */
export async function reply<T>(task: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { value: await task() }
  } catch (error) {
    return { failure: failureOf(error) }
  }
}

/** The value of a reply, outside the thread. @throws AnalyticsError */
export function unwrap<T>(answer: Reply<T>): T {
  if ('value' in answer) return answer.value
  throw toError(answer.failure)
}

/** What is to be told of any error. */
function failureOf(error: unknown): Failure {
  const { code, message, retryAfterSeconds, cause } = storeFailure(error)
  return { code, message, retryAfterSeconds, cause: cause === undefined ? undefined : describe(cause) }
}

/** A failure as an error again. */
export const toError = ({ code, message, retryAfterSeconds, cause }: Failure): AnalyticsError =>
  new AnalyticsError(code, message, { cause, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) })

/** The error and what lies under it, on one line. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}: ${describe(error.cause)}`
}
