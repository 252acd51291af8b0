import type { Client } from '@libsql/client'

type Rows = Record<string, unknown>[]

/**
 * What the rollups of an app say, in words instead of numbers, so that two databases can be compared. Nothing of what
 * is before `rollupsFrom`.
 */
export async function comparableRollups(
  database: Client,
  { appId, rollupsFrom }: { appId: number; rollupsFrom: number },
): Promise<Record<string, Rows>> {
  const found: Record<string, Rows> = {}
  for (const [name, sql] of Object.entries(COMPARABLE)) {
    const { rows } = await database.execute({
      sql: `${sql} ORDER BY 1, 2, 3, 4, 5`,
      args: { appId, rollupsFrom },
    })
    found[name] = rows.map((row) => ({ ...row }))
  }
  return found
}

const BUCKETS = `
  (SELECT id, tier, starts_at, ends_at, date FROM bucket WHERE app_id = :appId AND starts_at >= :rollupsFrom) AS bucket`

const COMPARABLE = {
  totals: `SELECT tier, starts_at, ends_at, date, rollup_total.*, 0 AS bucket_id
    FROM ${BUCKETS} JOIN rollup_total ON rollup_total.bucket_id = bucket.id WHERE events > 0`,
  latencies: `SELECT tier, starts_at, kind, bin, count
    FROM ${BUCKETS} JOIN rollup_latency ON bucket_id = bucket.id`,
  labels: `SELECT tier, starts_at, dimension,
      CASE WHEN dimension IN (4, 7, 9) OR label_id = 0 THEN label_id ELSE label.value END AS word,
      succeeded, failed, ai_enhanced, generation_ms, generation_times, rollup_label.kept
    FROM ${BUCKETS} JOIN rollup_label ON bucket_id = bucket.id LEFT JOIN label ON label.id = label_id`,
  userDays: `SELECT date, external_id, sessions, starts_at, ends_at
    FROM ${BUCKETS} JOIN user_day ON day_id = bucket.id LEFT JOIN user ON user.id = user_id`,
  openStarts: `SELECT generation_id, at, is_repeat, hex(uuid) AS uuid, starts_at
    FROM ${BUCKETS} JOIN open_start ON hour_id = bucket.id`,
}
