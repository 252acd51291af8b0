import type { Client, Row } from '@libsql/client'
import type { AlertDelivery, AlertEvent, AlertNotice, Alerts } from '@son1k/contract'
import { numberOf, RULE_COLUMNS, type RuleRecord, ruleOf, textOf, timeOf, toKind } from './rule-row.js'

/** The rules of all apps, in the order that they were made. */
export async function readRules(client: Client): Promise<RuleRecord[]> {
  const { rows } = await client.execute(`SELECT ${RULE_COLUMNS} FROM alert_rule ORDER BY id`)
  return rows.map(ruleOf)
}

const NOTICES = `
SELECT alert_notice.*, (SELECT count(*) FROM alert_attempt WHERE notice_id = alert_notice.id) AS attempts,
  (SELECT problem FROM alert_attempt WHERE notice_id = alert_notice.id AND problem IS NOT NULL ORDER BY id DESC LIMIT 1)
    AS problem
FROM alert_notice WHERE app_id = ? ORDER BY id DESC LIMIT 100`

/** What an app was told of lately. */
export async function readAlerts(client: Client, appId: number): Promise<Alerts> {
  const sql = "SELECT count(*) AS firing FROM alert_rule WHERE app_id = ? AND state = 'firing'"
  const firing = await client.execute({ sql, args: [appId] })
  const notices = await client.execute({ sql: NOTICES, args: [appId] })
  return { firing: Number(firing.rows[0]?.firing), notices: notices.rows.map(noticeOf) }
}

const noticeOf = (row: Row): AlertNotice => ({
  id: Number(row.id),
  ruleId: Number(row.rule_id),
  kind: toKind(row.kind),
  name: String(row.name),
  event: toEvent(row.event),
  at: timeOf(row.at),
  value: numberOf(row.value),
  threshold: Number(row.threshold),
  delivery: toDelivery(row.delivery),
  attempts: Number(row.attempts),
  problem: textOf(row.problem),
})

/** When an app's newest event happened, up to now, in milliseconds UTC; null where there is none. */
export async function lastEventAt(
  client: Client,
  { appId, types, now }: { appId: number; types: number[]; now: number },
): Promise<number | null> {
  const newest = await client.batch(
    types.map((type) => ({
      sql: 'SELECT at FROM event WHERE app_id = ? AND type = ? AND at <= ? ORDER BY at DESC LIMIT 1',
      args: [appId, type, now],
    })),
  )
  const times = newest.flatMap(({ rows }) => rows.map(({ at }) => Number(at)))
  return times.length === 0 ? null : Math.max(...times)
}

/** Hold at run time: only these are written. */
export const toEvent = (value: unknown) => value as AlertEvent
const toDelivery = (value: unknown) => value as AlertDelivery
