import type { AlertInput, AlertRule, Alerts, CreateAlertInput, NewAlertRule } from '@son1k/contract'
import type { AlertMessage } from '@son1k/contract/alerts'

/** A message that is to be sent, and where to. */
export type DueMessage = {
  noticeId: number
  url: string
  secret: string
  /** How often it was sent already. */
  attempts: number
  message: AlertMessage
}

/** What came of sending a message. Times are milliseconds UTC. */
export type Attempt = {
  noticeId: number
  at: number
  durationMs: number
  /** Of the answer; null: none came. */
  status: number | null
  /** Null: it was taken. */
  problem: string | null
  /** When to try again; null: never. */
  dueAt: number | null
}

/** The alerts of all apps. Rejects with an `AnalyticsError`, `NOT_FOUND` where an app has no such alert. */
export interface AlertBook {
  list(appId: number): Promise<AlertRule[]>
  /** @throws AnalyticsError `VALIDATION_FAILED` where the app has `LIMITS.alerts` already */
  create(appId: number, input: CreateAlertInput): Promise<NewAlertRule>
  /** Forgets an alert; what it told stays. */
  remove(appId: number, input: AlertInput): Promise<void>
  /** What an app was told of. */
  read(appId: number): Promise<Alerts>
  /**
   * Evaluates every alert once, as things are now: what nobody evaluated while no server ran is not made up for.
   * @returns how many fired or are over
   */
  evaluate(): Promise<number>
  /** Messages that are to be sent now. Each is given out once, and again in some minutes where `noteAttempt` doesn't follow. */
  claimDue(): Promise<DueMessage[]>
  noteAttempt(attempt: Attempt): Promise<void>
  /** Notes that an alert is tried out. @throws AnalyticsError `VALIDATION_FAILED` where it has no webhook */
  beginTest(appId: number, input: AlertInput): Promise<DueMessage>
}
