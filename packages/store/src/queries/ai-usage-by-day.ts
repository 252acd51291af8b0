import type { DayCount } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import type { Cover } from '../rollups/cover.js'
import { isFinished } from '../rollups/define.js'
import { generationsAtEdges, listOf } from './covered.js'
import type { Database } from './question.js'

/** Succeeded and failed generations made with AI, by the app's local day; days without any are not listed. */
export const aiUsageByDay = (database: Database, cover: Cover) =>
  database.all<DayCount>(sql`
    SELECT date, sum(count) AS count FROM (
      SELECT bucket.date, total.ai_enhanced AS count
      FROM bucket JOIN rollup_total AS total ON total.bucket_id = bucket.id
      WHERE bucket.id IN ${listOf(cover.days.map(({ id }) => id))}
      UNION ALL
      SELECT day.date, total.ai_enhanced
      FROM bucket AS hour JOIN bucket AS day ON day.id = hour.day_id JOIN rollup_total AS total ON total.bucket_id = hour.id
      WHERE hour.id IN ${listOf(cover.hours)}
      UNION ALL
      SELECT day.date, 1
      FROM event JOIN bucket AS hour ON hour.id = event.hour_id JOIN bucket AS day ON day.id = hour.day_id
      WHERE ${sql.raw(generationsAtEdges(cover))} AND ${sql.raw(isFinished)} AND event.ai_enhanced = 1)
    GROUP BY date HAVING sum(count) > 0 ORDER BY date`)
