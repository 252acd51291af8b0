import { sql } from 'drizzle-orm'
import { TIERS } from '../rollups/define.js'
import { listOf } from './covered.js'
import type { Database } from './question.js'
import { numbersIn } from './unique-users.js'
import { type KnownDay, UserSets } from './user-sets.js'
import type { Scope } from './window.js'

// Who was there before a window: whole months, as far as they go, then days, then the part of a day. A month's users are
// other ones only when a day's are, so the sum of the versions of its days is its own.

const daysOf = (month: string) =>
  sql.raw(`
  bucket AS day WHERE day.app_id = ${month}.app_id AND day.tier = ${TIERS.day} AND day.month_id = ${month}.id
  AND day.starts_at >= ${month}.starts_at AND day.starts_at < ${month}.ends_at`)

/** The months and days before a window, as they are now, as far back as they are kept: older ones may be half gone. */
export const bucketsBefore = (database: Database, { appId, from }: Pick<Scope, 'appId' | 'from'>) => {
  const areKept = sql`starts_at >= coalesce((SELECT rollups_from FROM app WHERE app.id = ${appId}), 0)`
  return database.all<KnownDay>(sql`
    SELECT month.id, (SELECT coalesce(sum(day.user_version), 0) FROM ${daysOf('month')}) AS userVersion
    FROM bucket AS month WHERE month.app_id = ${appId} AND month.tier = ${TIERS.month} AND month.ends_at <= ${from}
    AND month.${areKept}
    UNION ALL
    SELECT day.id, day.user_version FROM bucket AS day
    WHERE day.app_id = ${appId} AND day.tier = ${TIERS.day} AND day.ends_at <= ${from} AND day.${areKept}
    AND NOT EXISTS (SELECT 1 FROM bucket AS month WHERE month.id = day.month_id AND month.ends_at <= ${from})`)
}

/** The users of some of these months and days, each one's as a JSON array. */
export const usersOfBuckets = (database: Database, ids: number[]) =>
  database.all<{ dayId: number; version: number; userIds: string }>(sql`
    SELECT month.id AS dayId, (SELECT coalesce(sum(day.user_version), 0) FROM ${daysOf('month')}) AS version,
           (SELECT json_group_array(DISTINCT user_day.user_id) FROM user_day
            WHERE user_day.day_id IN (SELECT day.id FROM ${daysOf('month')})) AS userIds
    FROM bucket AS month WHERE month.id IN ${listOf(ids)} AND month.tier = ${TIERS.month}
    UNION ALL
    SELECT bucket.id, bucket.user_version, (SELECT json_group_array(user_id) FROM user_day WHERE day_id = bucket.id)
    FROM bucket WHERE bucket.id IN ${listOf(ids)} AND bucket.tier = ${TIERS.day}`)

/** The users of sessions that started before a window, on the day that it begins on. */
export const usersEarlierThatDay = (database: Database, { appId, from }: Pick<Scope, 'appId' | 'from'>) =>
  database.all<{ userIds: string }>(sql`
    SELECT json_group_array(DISTINCT session.user_id) AS userIds
    FROM (SELECT starts_at FROM bucket WHERE app_id = ${appId} AND tier = ${TIERS.day} AND starts_at < ${from}
          ORDER BY starts_at DESC LIMIT 1) AS part
    CROSS JOIN session ON session.app_id = ${appId}
      AND session.started_at >= part.starts_at AND session.started_at < ${from}`)

/** How many of some users had no session before a time. */
export async function usersNewAmong(
  database: Database,
  { userIds, ...scope }: Pick<Scope, 'appId' | 'from'> & { userIds: number[] },
  remembered: UserSets,
): Promise<number> {
  // A month or day that has changed meanwhile is read again, with nothing that is remembered.
  for (let userSets = remembered; ; userSets = new UserSets()) {
    const missing = userSets.missing(await bucketsBefore(database, scope))
    const [days, users, [earlier]] = await database.batch([
      bucketsBefore(database, scope),
      usersOfBuckets(database, missing),
      usersEarlierThatDay(database, scope),
    ])
    const read = users.map(({ userIds: ids, ...day }) => ({ ...day, userIds: numbersIn(ids) }))
    const others = numbersIn(earlier?.userIds)
    const past = userSets.count(days, read, others)
    const all = userSets.count(days, read, [...others, ...userIds])
    if (past !== null && all !== null) return all - past
  }
}
