import type { AnalyticsError } from '@son1k/contract'

/**
 * An error as REST answers it.
 * @param now milliseconds UTC
 */
export function toEnvelope({ code, message, issues }: AnalyticsError, now: number) {
  const error = { code, message, ...(issues !== undefined && { issues }) }
  return { success: false, error, timestamp: new Date(now).toISOString() }
}
