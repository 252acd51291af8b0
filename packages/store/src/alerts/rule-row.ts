import type { Row } from '@libsql/client'
import type { AlertKind, AlertRule, AlertState } from '@son1k/contract'

export type RuleRecord = AlertRule & { appId: number; streak: number }

/** The columns of `alert_rule` that a rule is made of. */
export const RULE_COLUMNS = `id, app_id, kind, name, threshold, clear_threshold, window_minutes, minimum_samples,
  bad_evaluations, good_evaluations, webhook_url, created_at, state, state_since, streak, value, evaluated_at`

/** A row of these. */
export function ruleOf(row: Row): RuleRecord {
  return {
    id: Number(row.id),
    appId: Number(row.app_id),
    kind: toKind(row.kind),
    name: String(row.name),
    threshold: Number(row.threshold),
    clearThreshold: Number(row.clear_threshold),
    windowMinutes: numberOf(row.window_minutes),
    minimumSamples: Number(row.minimum_samples),
    badEvaluations: Number(row.bad_evaluations),
    goodEvaluations: Number(row.good_evaluations),
    webhook: textOf(row.webhook_url),
    createdAt: timeOf(row.created_at),
    state: toState(row.state),
    stateSince: timeOf(row.state_since),
    streak: Number(row.streak),
    value: numberOf(row.value),
    evaluatedAt: row.evaluated_at === null ? null : timeOf(row.evaluated_at),
  }
}

export const numberOf = (value: unknown): number | null => (value === null ? null : Number(value))
export const textOf = (value: unknown): string | null => (value === null ? null : String(value))
export const timeOf = (value: unknown): string => new Date(Number(value)).toISOString()
/** Hold at run time: only checked ones are written. */
export const toKind = (value: unknown) => value as AlertKind
const toState = (value: unknown) => value as AlertState
