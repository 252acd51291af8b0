import { AnalyticsError } from '@son1k/contract/errors'
import { DAY_MS } from '../time/local-days.js'
import { RAW_ROWS_STAY_MS } from './watermarks.js'

const FEWEST_DAYS = RAW_ROWS_STAY_MS / DAY_MS

/** @throws AnalyticsError `VALIDATION_FAILED` where raw events would go while they can still be sent again */
export function checkRetention(days: number): void {
  if (days === 0 || (Number.isSafeInteger(days) && days >= FEWEST_DAYS)) return
  throw new AnalyticsError('VALIDATION_FAILED', `Raw events are kept for at least ${FEWEST_DAYS} days, or 0 for ever.`)
}
