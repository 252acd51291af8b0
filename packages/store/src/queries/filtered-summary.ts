import type { Covered, LabelCount, SummaryInput, SummaryPeriod } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { abandonedStartsOf } from './abandoned-starts.js'
import { byBytes } from './by-bytes.js'
import { usersNewAmong } from './earlier-users.js'
import { bytesOfCounts, type FilteredCounts, histogramRows, mergeCounts, readCounts } from './filtered-counts.js'
import { totalsIn } from './generation-totals.js'
import type { AskedOf } from './insight.js'
import { isMeasured } from './measure-raw.js'
import { readNames } from './names.js'
import type { Database } from './question.js'
import { type OfDays, readRange } from './read-days.js'
import { lengthRows, sessionsAmong } from './session-totals.js'
import type { Steps } from './steps.js'
import { summaryPeriod } from './summary-period.js'
import type { UserSets } from './user-sets.js'
import { windowOf } from './window.js'

const LONGEST_LIST = 10

/** Makes the summary of the generations that filters let through, which is read from raw events. */
export const filteredSummary =
  (userSets: UserSets) =>
  async (database: Database, asked: AskedOf<SummaryInput>, steps: Steps): Promise<SummaryPeriod & Covered> => {
    const { appId, now, input } = asked
    const filters = (await readNames(database, { appId, form: input.names })).withFolds(input.filters)
    const ofDays: OfDays<FilteredCounts> = {
      name: `summary ${JSON.stringify(filters)}`,
      read: (part) => readCounts(database, isMeasured({ appId, filters }, part)),
      merge: mergeCounts,
      sizeOf: bytesOfCounts,
    }
    return readRange({ database, asked, steps }, ofDays, async ({ settled, recent, span }, { timeZone: zone }) => {
      const counts = mergeCounts([settled, recent])
      const sessions = await sessionsAmong(database, { ids: [...counts.sessions.keys()], span }, steps)
      const userIds = [...new Set(sessions.map(({ userId }) => userId))]
      const { to } = windowOf(input.range, { now, zone })
      return summaryPeriod(
        { from: Math.min(span.from, to), to },
        {
          totals: totalsIn(counts.totals),
          abandoned: await abandonedStartsOf(database, { appId, span, filters, now }),
          values: [...histogramRows(counts), ...lengthRows(sessions)],
          sessions: { total: sessions.length, durationMs: sessions.reduce((sum, { lengthMs }) => sum + lengthMs, 0) },
          styles: await mostFrequent(database, counts.styles),
          prompts: await mostFrequent(database, counts.prompts),
          aiDays: [...counts.aiDays]
            .map(([date, count]) => ({ date, count }))
            .toSorted((a, b) => byBytes(a.date, b.date)),
          users: {
            unique: userIds.length,
            new: await usersNewAmong(database, { appId, from: span.from, userIds }, userSets),
          },
          unlisted: undefined,
        },
      )
    })
  }

/** By count, then by name in the order of code points. */
async function mostFrequent(database: Database, counts: Map<number, number>): Promise<LabelCount[]> {
  const least = [...counts.values()].toSorted((a, b) => b - a)[LONGEST_LIST - 1] ?? 0
  const candidates = [...counts].filter(([, count]) => count >= least)
  return database.all<LabelCount>(sql`
    SELECT label.value, candidate.value->>1 AS count FROM json_each(${JSON.stringify(candidates)}) AS candidate
    CROSS JOIN label ON label.id = candidate.value->>0 ORDER BY count DESC, label.value LIMIT ${LONGEST_LIST}`)
}
