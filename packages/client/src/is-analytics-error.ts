import { isTRPCClientError, type TRPCClientError } from '@trpc/client'
import type { AppRouter } from './app-router.js'

/**
 * Whether a call of `api` failed. Then `error.data?.analytics` is the server's reason: `{ code, issues }`; without `data`
 * the server was not reached.
 */
export function isAnalyticsError(error: unknown): error is TRPCClientError<AppRouter> {
  return isTRPCClientError<AppRouter>(error)
}
