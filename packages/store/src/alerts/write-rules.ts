import type { Client } from '@libsql/client'
import type { AlertKind, AlertRule } from '@son1k/contract'
import { AnalyticsError } from '@son1k/contract/errors'
import { LIMITS } from '@son1k/contract/limits'
import { RULE_COLUMNS, ruleOf } from './rule-row.js'

/** A rule that is made. `now`: milliseconds UTC. */
export type MakingRule = {
  appId: number
  kind: AlertKind
  name: string
  threshold: number
  clearThreshold: number
  windowMinutes: number | null
  minimumSamples: number
  badEvaluations: number
  goodEvaluations: number
  webhook: string | null
  secret: string | null
  now: number
}

/** A rule of an app, and when it is now in milliseconds UTC. */
export type RuleAt = { appId: number; id: number; now: number }

/** Makes a rule that has nothing to tell yet. */
export async function insertRule(client: Client, making: MakingRule): Promise<AlertRule> {
  const { rows } = await client.execute({
    sql: `INSERT INTO alert_rule (app_id, kind, name, threshold, clear_threshold, window_minutes, minimum_samples,
            bad_evaluations, good_evaluations, webhook_url, webhook_secret, created_at, state, state_since, streak)
          SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 'ok', ?12, 0
          WHERE (SELECT count(*) FROM alert_rule WHERE app_id = ?1) < ?13
          RETURNING ${RULE_COLUMNS}`,
    args: [
      making.appId,
      making.kind,
      making.name,
      making.threshold,
      making.clearThreshold,
      making.windowMinutes,
      making.minimumSamples,
      making.badEvaluations,
      making.goodEvaluations,
      making.webhook,
      making.secret,
      making.now,
      LIMITS.alerts,
    ],
  })
  const [row] = rows
  if (row === undefined)
    throw new AnalyticsError('VALIDATION_FAILED', `An app has ${LIMITS.alerts} alerts at most: remove one first`)
  const { appId: _, streak: __, ...rule } = ruleOf(row)
  return rule
}

/** Forgets a rule, and what of it is still to be sent. */
export async function deleteRule(client: Client, { appId, id }: RuleAt): Promise<void> {
  const [deleted] = await client.batch(
    [
      { sql: 'DELETE FROM alert_rule WHERE id = ? AND app_id = ?', args: [id, appId] },
      {
        sql: "UPDATE alert_notice SET due_at = NULL, delivery = 'failed' WHERE rule_id = ? AND app_id = ? AND due_at IS NOT NULL",
        args: [id, appId],
      },
    ],
    'write',
  )
  if (deleted?.rowsAffected === 0) throw noSuchAlert(id)
}

export const noSuchAlert = (id: number) => new AnalyticsError('NOT_FOUND', `There is no alert ${id} of this app`)
