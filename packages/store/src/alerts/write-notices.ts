import type { Client, InStatement, Row } from '@libsql/client'
import type { AlertState } from '@son1k/contract'
import { AnalyticsError } from '@son1k/contract/errors'
import { LIMITS } from '@son1k/contract/limits'
import type { Attempt, DueMessage } from './alert-book.js'
import { toEvent } from './read-alerts.js'
import { numberOf, textOf, timeOf, toKind } from './rule-row.js'
import { noSuchAlert, type RuleAt } from './write-rules.js'

/** Where a rule stands after an evaluation, and when it was evaluated before, in milliseconds UTC. */
export type Evaluation = {
  appId: number
  id: number
  evaluatedBefore: number | null
  state: AlertState
  streak: number
  value: number | null
  /** Whether it fires, or is over, since this evaluation. */
  hasTurned: boolean
  uuid: string
}
export type Evaluations = { evaluations: Evaluation[]; now: number }

/**
 * Notes evaluations, and what they tell, in one transaction. Where another server on the same database was sooner, nothing
 * is noted.
 */
export async function noteEvaluations(client: Client, { evaluations, now }: Evaluations): Promise<void> {
  await client.batch(
    evaluations.flatMap((each): InStatement[] => {
      const { id, appId, evaluatedBefore, state, streak, value, hasTurned, uuid } = each
      const noted = {
        sql: `UPDATE alert_rule SET state = ?1, streak = ?2, value = ?3, evaluated_at = ?4,
                state_since = CASE WHEN state = ?1 THEN state_since ELSE ?4 END
              WHERE id = ?5 AND evaluated_at IS ?6`,
        args: [state, streak, value, now, id, evaluatedBefore],
      }
      return hasTurned
        ? [noted, notice({ id, uuid, now, event: state === 'firing' ? 'fired' : 'resolved' }), ...trim(appId)]
        : [noted]
    }),
    'write',
  )
}

/** A notice of a rule that the statement before has changed. */
const notice = ({ id, uuid, now, event }: { id: number; uuid: string; now: number; event: string }) => ({
  sql: `INSERT INTO alert_notice (uuid, app_id, rule_id, kind, name, threshold, event, at, value, delivery, due_at)
        SELECT ?1, app_id, id, kind, name, threshold, ?2, ?3, value, iif(webhook_url IS NULL, 'none', 'pending'),
          iif(webhook_url IS NULL, NULL, ?3)
        FROM alert_rule WHERE id = ?4 AND changes() = 1`,
  args: [uuid, event, now, id],
})

/** Takes the oldest notices of an app away. */
const trim = (appId: number) => [
  {
    sql: `DELETE FROM alert_notice WHERE app_id = ?1
          AND id <= (SELECT id FROM alert_notice WHERE app_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)`,
    args: [appId, LIMITS.alertNotices],
  },
  'DELETE FROM alert_attempt WHERE notice_id < (SELECT coalesce(min(id), 0) FROM alert_notice)',
]

const DUE = `
SELECT alert_notice.*, webhook_url, webhook_secret, app.slug,
  (SELECT count(*) FROM alert_attempt WHERE notice_id = alert_notice.id) AS attempts
FROM alert_notice JOIN alert_rule ON alert_rule.id = rule_id JOIN app ON app.id = alert_notice.app_id
WHERE alert_notice.id IN (SELECT value FROM json_each(?)) ORDER BY alert_notice.id`

/** Gives out messages that are due, which are due again at `againAt` unless an attempt is noted. Milliseconds UTC. */
export async function claimNotices(
  client: Client,
  { now, againAt, most }: { now: number; againAt: number; most: number },
): Promise<DueMessage[]> {
  const claimed = await client.execute({
    sql: `UPDATE alert_notice SET due_at = ? WHERE id IN
            (SELECT id FROM alert_notice WHERE due_at IS NOT NULL AND due_at <= ? ORDER BY due_at, id LIMIT ?)
          RETURNING id`,
    args: [againAt, now, most],
  })
  return await messagesOf(
    client,
    claimed.rows.map(({ id }) => Number(id)),
  )
}

/** Notes that a rule is tried out. */
export async function insertTest(
  client: Client,
  { appId, id, now, uuid }: RuleAt & { uuid: string },
): Promise<DueMessage> {
  const sql = 'SELECT webhook_url FROM alert_rule WHERE id = ? AND app_id = ?'
  const { rows } = await client.execute({ sql, args: [id, appId] })
  if (rows[0] === undefined) throw noSuchAlert(id)
  if (rows[0].webhook_url === null)
    throw new AnalyticsError('VALIDATION_FAILED', `The alert ${id} has no webhook: make it anew with one`)
  const [, made] = await client.batch(
    [
      { sql: 'UPDATE alert_rule SET id = id WHERE id = ?', args: [id] },
      {
        ...notice({ id, uuid, now, event: 'test' }),
        sql: `${notice({ id, uuid, now, event: 'test' }).sql} RETURNING id`,
      },
      // Whoever tries it out waits for the answer: it is sent this once.
      { sql: 'UPDATE alert_notice SET due_at = NULL WHERE uuid = ?', args: [uuid] },
      ...trim(appId),
    ],
    'write',
  )
  const [message] = await messagesOf(client, [Number(made?.rows[0]?.id)])
  if (message === undefined) throw noSuchAlert(id)
  return message
}

/** Notes what came of sending a message. */
export async function noteAttempt(client: Client, attempt: Attempt): Promise<void> {
  const { noticeId, at, durationMs, status, problem, dueAt } = attempt
  await client.batch(
    [
      {
        sql: 'INSERT INTO alert_attempt (notice_id, at, duration_ms, status, problem) VALUES (?, ?, ?, ?, ?)',
        args: [noticeId, at, durationMs, status, problem],
      },
      {
        sql: 'UPDATE alert_notice SET delivery = ?, due_at = ? WHERE id = ?',
        args: [problem === null ? 'delivered' : dueAt === null ? 'failed' : 'pending', dueAt, noticeId],
      },
    ],
    'write',
  )
}

async function messagesOf(client: Client, ids: number[]): Promise<DueMessage[]> {
  if (ids.length === 0) return []
  const { rows } = await client.execute({ sql: DUE, args: [JSON.stringify(ids)] })
  return rows.map(messageOf)
}

const messageOf = (row: Row): DueMessage => ({
  noticeId: Number(row.id),
  url: textOf(row.webhook_url) ?? '',
  secret: textOf(row.webhook_secret) ?? '',
  attempts: Number(row.attempts),
  message: {
    type: `alert.${toEvent(row.event)}`,
    timestamp: timeOf(row.at),
    data: {
      id: String(row.uuid),
      app: String(row.slug),
      rule: {
        id: Number(row.rule_id),
        kind: toKind(row.kind),
        name: String(row.name),
        threshold: Number(row.threshold),
      },
      value: numberOf(row.value),
    },
  },
})
