import type { Ai, AiInput, SuccessCount } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { OUTCOME_CODES } from '../db/codes.js'
import { isFinished } from '../rollups/define.js'
import { commonRiskDifference, commonRiskRatio, type Stratum } from '../statistics/mantel-haenszel.js'
import type { AskedOf } from './insight.js'
import { isMeasured } from './measure-raw.js'
import { proportion } from './proportion.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'
import type { Span } from './walk.js'
import { walkRange } from './walk-range.js'

type Row = { userId: number; styleId: number | null; isAi: number; generations: number; succeeded: number }

const newStratum = (): Stratum => ({ events: 0, total: 0, otherEvents: 0, otherTotal: 0 })

/**
 * What AI enhancement does for success: of the same users with the same styles, so that who uses it, and for what, makes no
 * difference.
 */
export async function ai(database: Database, asked: AskedOf<AiInput>, steps: Steps): Promise<Ai> {
  const { appId, input } = asked
  const start = () => ({ strata: new Map<string, Stratum>(), all: newStratum() })
  const readPart = async (part: Span, { strata, all }: ReturnType<typeof start>) => {
    const rows = await database.all<Row>(sql`
      SELECT event.user_id AS userId, event.style_id AS styleId, event.ai_enhanced AS isAi, count(*) AS generations,
             count(CASE WHEN event.outcome = ${OUTCOME_CODES.succeeded} THEN 1 END) AS succeeded
      FROM event WHERE ${isMeasured({ appId, filters: input.filters ?? [] }, part)} AND ${sql.raw(isFinished)}
      GROUP BY 1, 2, 3`)
    for (const row of rows) {
      addRow(all, row)
      if (row.styleId === null) continue
      const name = `${row.userId},${row.styleId}`
      const stratum = strata.get(name) ?? newStratum()
      strata.set(name, stratum)
      addRow(stratum, row)
    }
  }
  const { found, covered } = await walkRange({ database, asked, steps }, { start, read: readPart })
  const { strata, all } = found
  const both = [...strata.values()].filter(({ total, otherTotal }) => total > 0 && otherTotal > 0)
  return {
    ...covered,
    enhanced: successCount(all.events, all.total),
    basic: successCount(all.otherEvents, all.otherTotal),
    compared: {
      pairs: both.length,
      enhanced: both.reduce((sum, { total }) => sum + total, 0),
      basic: both.reduce((sum, { otherTotal }) => sum + otherTotal, 0),
    },
    difference: commonRiskDifference(both),
    ratio: commonRiskRatio(both),
  }
}

function addRow(stratum: Stratum, { isAi, generations, succeeded }: Row): void {
  if (isAi === 1) {
    stratum.events += succeeded
    stratum.total += generations
  } else {
    stratum.otherEvents += succeeded
    stratum.otherTotal += generations
  }
}

const successCount = (succeeded: number, generations: number): SuccessCount => ({
  generations,
  succeeded,
  successRate: proportion(succeeded, generations),
})
