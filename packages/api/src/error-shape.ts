import type { ErrorCode, Issue } from '@son1k/contract'
import type { TRPC_ERROR_CODE_KEY, TRPC_ERROR_CODE_NUMBER } from '@trpc/server'

/** Why the call was refused, in the words of the domain. */
export type ErrorDetails = {
  code: ErrorCode
  /** What is wrong with the input, field by field. */
  issues: Issue[]
  retryAfterSeconds: number | null
}

/** The error of every procedure. */
export type ErrorShape = {
  message: string
  code: TRPC_ERROR_CODE_NUMBER
  data: { code: TRPC_ERROR_CODE_KEY; httpStatus: number; path?: string; analytics: ErrorDetails }
}
