import { sql } from 'drizzle-orm'
import type { Cover } from '../rollups/cover.js'
import { listOf } from './covered.js'
import type { Database } from './question.js'
import type { KnownDay } from './user-sets.js'

type DayRow = { dayId: number; version: number; userIds: string }

/** The users of some days, each day's as a JSON array. */
export const usersOfDays = (database: Database, dayIds: number[]) =>
  database.all<DayRow>(sql`
    SELECT id AS dayId, user_version AS version,
           (SELECT json_group_array(user_id) FROM user_day WHERE day_id = bucket.id) AS userIds
    FROM bucket WHERE id IN ${listOf(dayIds)}`)

/** The days of a cover, as they are now. */
export const daysNow = (database: Database, { days }: Cover) =>
  database.all<KnownDay>(sql`
    SELECT id, user_version AS userVersion FROM bucket WHERE id IN ${listOf(days.map(({ id }) => id))}`)

/** The users of sessions that were started in the parts of the window that are no whole days. */
export const usersOfPartDays = (database: Database, { appId, partDays }: Cover) =>
  database.all<{ userIds: string }>(sql`
    SELECT json_group_array(DISTINCT session.user_id) AS userIds
    FROM json_each(${JSON.stringify(partDays)}) AS part CROSS JOIN session
    ON session.app_id = ${appId} AND session.started_at >= part.value->>'from' AND session.started_at < part.value->>'to'`)

/** Holds at run time: `json_group_array` of numbers answers the text of an array of numbers. */
export const numbersIn = (json: string | undefined): number[] => JSON.parse(json ?? '[]') as number[]
