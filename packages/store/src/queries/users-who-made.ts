import { sql } from 'drizzle-orm'
import { isMeasured } from './measure-raw.js'
import type { NameFilter } from './names.js'
import type { Database } from './question.js'
import type { OfDays } from './read-days.js'
import { numbersIn } from './unique-users.js'

type Asked = { appId: number; filters: NameFilter[] }

/** Reads which users made a generation that the filters let through, as numbers in ascending order. */
export const usersWhoMade = (database: Database, { appId, filters }: Asked): OfDays<Float64Array> => ({
  name: `users who made ${JSON.stringify(filters)}`,
  read: async (part) => {
    const [found] = await database.all<{ userIds: string }>(sql`
      SELECT json_group_array(DISTINCT event.user_id) AS userIds FROM event WHERE ${isMeasured({ appId, filters }, part)}`)
    return Float64Array.from(numbersIn(found?.userIds)).sort()
  },
  merge: (parts) => Float64Array.from(new Set(parts.flatMap((part) => [...part]))).sort(),
  sizeOf: ({ byteLength }) => byteLength,
})
