import type { InStatement } from '@libsql/client'
import { TYPE_CODES } from '../db/codes.js'
import { addGenerations, addTotals } from './apply.js'
import { LABEL_COLUMNS, SUM_TABLES, TIERS, TOTAL_COLUMNS } from './define.js'
import { markKept } from './keeps.js'
import { addOpenStarts, countOpenStarts } from './open-starts.js'
import { addSessionLengths, addSessionTotals, addUserDays } from './sessions.js'

const EVERY_TYPE = Object.values(TYPE_CODES).join(', ')

type DayRebuild = { bucketId: number; isFirst: boolean; labelsPerDay: number }

/** The statements that make a day's rollups, and those of its hours, anew from the raw rows. */
export function rebuildDay({ bucketId: dayId, isFirst, labelsPerDay }: DayRebuild): InStatement[] {
  const of = (column: string) => `(SELECT ${column} FROM bucket WHERE id = ${dayId})`
  const within = (table: string, time: string) =>
    `${table}.app_id = ${of('app_id')} AND ${table}.${time} >= ${of('starts_at')} AND ${table}.${time} < ${of('ends_at')}`
  const isOfDay = (table: string) => `(SELECT day_id FROM bucket WHERE id = ${table}.hour_id) = ${dayId}`
  const events = `${within('event', 'at')} AND event.type IN (${EVERY_TYPE}) AND ${isOfDay('event')}`
  const starts = `${within('open_start', 'at')} AND ${isOfDay('open_start')}`
  const sessions = `${within('session', 'started_at')} AND ${isOfDay('session')}`
  const buckets = `
    SELECT ${dayId} UNION ALL SELECT hour.id FROM bucket AS hour
    WHERE ${within('hour', 'starts_at')} AND hour.tier = ${TIERS.hour} AND hour.day_id = ${dayId}`
  return [
    markKept(events),
    ...forget(buckets),
    `DELETE FROM user_day WHERE day_id = ${dayId}`,
    // What ended shortly before it began, by a clock that is ahead, may have done so on a day that is gone.
    ...(isFirst ? [] : [`DELETE FROM open_start WHERE ${starts}`]),
    addTotals(events),
    addSessionTotals(sessions),
    addSessionLengths(sessions),
    addUserDays(sessions),
    `UPDATE bucket SET user_version = user_version + 1 WHERE id = ${dayId}`,
    ...addGenerations(events, labelsPerDay),
    ...(isFirst ? [countOpenStarts(starts)] : addOpenStarts(events)),
  ]
}

const sums = (columns: string[]) => columns.map((column) => `sum(${column})`).join(', ')

/** The statements that make a month's rollups anew from those of its days. */
export function rebuildMonth(monthId: number): InStatement[] {
  const days = `(
    SELECT day.id FROM bucket AS month JOIN bucket AS day
    ON day.app_id = month.app_id AND day.tier = ${TIERS.day} AND day.starts_at >= month.starts_at
    AND day.starts_at < month.ends_at AND day.month_id = month.id WHERE month.id = ${monthId})`
  return [
    ...forget(`SELECT ${monthId}`),
    `INSERT INTO rollup_total (bucket_id, ${TOTAL_COLUMNS.join(', ')})
     SELECT ${monthId}, ${sums(TOTAL_COLUMNS)} FROM rollup_total WHERE bucket_id IN ${days} HAVING count(*) > 0`,
    `INSERT INTO rollup_latency (bucket_id, kind, bin, count)
     SELECT ${monthId}, kind, bin, sum(count) FROM rollup_latency WHERE bucket_id IN ${days} GROUP BY kind, bin`,
    `INSERT INTO rollup_label (bucket_id, dimension, label_id, ${LABEL_COLUMNS.join(', ')})
     SELECT ${monthId}, dimension, label_id, ${sums(LABEL_COLUMNS)}
     FROM rollup_label WHERE bucket_id IN ${days} GROUP BY dimension, label_id`,
  ]
}

const forget = (buckets: string) => SUM_TABLES.map((table) => `DELETE FROM ${table} WHERE bucket_id IN (${buckets})`)
