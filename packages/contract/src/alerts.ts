/**
 * What an alert watches, each time over the window before now.
 *
 * - `failureRate`: failed ÷ (succeeded + failed) generations, 0–1.
 * - `generationSecondsP95`: the 95th percentile of how long generations took, in seconds.
 * - `silenceMinutes`: since the last event, in minutes. What nobody could have received, because no server ran, is no silence.
 * - `eventsToday`: events since midnight in the app's time zone.
 */
export const ALERT_KINDS = ['failureRate', 'generationSecondsP95', 'silenceMinutes', 'eventsToday'] as const
export type AlertKind = (typeof ALERT_KINDS)[number]

export const ALERT_STATES = ['ok', 'firing'] as const
export type AlertState = (typeof ALERT_STATES)[number]

export const ALERT_EVENTS = ['fired', 'resolved', 'test'] as const
export type AlertEvent = (typeof ALERT_EVENTS)[number]

/** `none`: there is no webhook. `failed`: it was tried as often as it is. */
export const ALERT_DELIVERIES = ['none', 'pending', 'delivered', 'failed'] as const
export type AlertDelivery = (typeof ALERT_DELIVERIES)[number]

/** What is left out is as its kind has it: see `ALERT_DEFAULTS`. */
export type CreateAlertInput = {
  kind: AlertKind
  /** By default the kind. */
  name?: string | undefined
  /** An evaluation is bad from this value on. */
  threshold: number
  /** An evaluation is good below this value; by default 80 % of the threshold. */
  clearThreshold?: number | undefined
  /** Of the first two kinds. */
  windowMinutes?: number | undefined
  /** With fewer generations in the window, an evaluation is neither good nor bad. Of the first two kinds. */
  minimumSamples?: number | undefined
  /** It fires after so many bad evaluations in a row, and is over after so many good ones. There is one a minute. */
  badEvaluations?: number | undefined
  goodEvaluations?: number | undefined
  /** Where a message goes when it fires and when it is over. */
  webhook?: string | undefined
}

/** The number of a rule. */
export type AlertInput = { id: number }

export type AlertRule = {
  id: number
  kind: AlertKind
  name: string
  threshold: number
  clearThreshold: number
  /** Null where its kind looks at none. */
  windowMinutes: number | null
  minimumSamples: number
  badEvaluations: number
  goodEvaluations: number
  webhook: string | null
  /** RFC 3339, as all times here. */
  createdAt: string
  state: AlertState
  stateSince: string
  /** What the last evaluation saw; null where too little was known. */
  value: number | null
  /** Null: never. */
  evaluatedAt: string | null
}

/** A rule that was just made. `webhookSecret`, with which its messages are signed, is shown this once; null without a webhook. */
export type NewAlertRule = AlertRule & { webhookSecret: string | null }

/** When an alert fired, was over, or was tried out. */
export type AlertNotice = {
  id: number
  ruleId: number
  kind: AlertKind
  name: string
  event: AlertEvent
  at: string
  value: number | null
  threshold: number
  delivery: AlertDelivery
  /** How often it was sent. */
  attempts: number
  /** Of the last attempt that failed; null where none has. */
  problem: string | null
}

/** How an app stands: alerts that fire, and the newest notices, at most 100, the newest first. */
export type Alerts = { firing: number; notices: AlertNotice[] }

/** What came of trying out a webhook. */
export type AlertTest = {
  delivered: boolean
  /** Of the answer; null: none came. */
  status: number | null
  durationMs: number
  problem: string | null
}

/** The body of a webhook's message. */
export type AlertMessage = {
  type: `alert.${AlertEvent}`
  /** RFC 3339. */
  timestamp: string
  data: {
    /** The same in the header `webhook-id`: a message that comes twice has it twice. */
    id: string
    app: string
    rule: { id: number; kind: AlertKind; name: string; threshold: number }
    value: number | null
  }
}

type Defaults = Required<Pick<CreateAlertInput, 'minimumSamples' | 'badEvaluations' | 'goodEvaluations'>> & {
  windowMinutes: number | null
}

/** Of each kind, for what is left out. */
export const ALERT_DEFAULTS: Record<AlertKind, Defaults> = {
  failureRate: { windowMinutes: 15, minimumSamples: 20, badEvaluations: 3, goodEvaluations: 5 },
  generationSecondsP95: { windowMinutes: 15, minimumSamples: 20, badEvaluations: 3, goodEvaluations: 5 },
  silenceMinutes: { windowMinutes: null, minimumSamples: 0, badEvaluations: 1, goodEvaluations: 1 },
  eventsToday: { windowMinutes: null, minimumSamples: 0, badEvaluations: 1, goodEvaluations: 1 },
}
