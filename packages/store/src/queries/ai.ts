import type { Ai, AiInput, SuccessCount, Uplift } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { OUTCOME_CODES } from '../db/codes.js'
import { isFinished } from '../rollups/define.js'
import { commonRiskDifference, commonRiskRatio, type Stratum } from '../statistics/mantel-haenszel.js'
import type { AskedOf } from './insight.js'
import { isMeasured } from './measure-raw.js'
import { type Names, namesOf, readNames } from './names.js'
import { proportion } from './proportion.js'
import type { Database } from './question.js'
import type { Steps } from './steps.js'
import type { Span } from './walk.js'
import { walkRange } from './walk-range.js'

type Counts = { generations: number; succeeded: number; kept: number }
type Row = Counts & { userId: number; styleId: number | null; isAi: number }
type Pair = { enhanced: Counts; basic: Counts }
type StylePair = Pair & { userId: number; styleId: number }

const newCounts = (): Counts => ({ generations: 0, succeeded: 0, kept: 0 })
const newPair = (): Pair => ({ enhanced: newCounts(), basic: newCounts() })

/**
 * What AI enhancement does for success, and for the keeping of what succeeded: of the same users with the same styles, so
 * that who uses it, and for what, makes no difference.
 */
export async function ai(database: Database, asked: AskedOf<AiInput>, steps: Steps): Promise<Ai> {
  const { appId, input } = asked
  const names = await readNames(database, { appId, form: input.names })
  const filters = names.withFolds(input.filters)
  const start = () => ({ pairs: new Map<string, StylePair>(), all: newPair() })
  const readPart = async (part: Span, { pairs, all }: ReturnType<typeof start>) => {
    const rows = await database.all<Row>(sql`
      SELECT event.user_id AS userId, event.style_id AS styleId, event.ai_enhanced AS isAi, count(*) AS generations,
             count(CASE WHEN event.outcome = ${OUTCOME_CODES.succeeded} THEN 1 END) AS succeeded, count(event.kept) AS kept
      FROM event WHERE ${isMeasured({ appId, filters }, part)} AND ${sql.raw(isFinished)}
      GROUP BY 1, 2, 3`)
    for (const row of rows) {
      addRow(all, row)
      if (row.styleId === null) continue
      const name = `${row.userId},${row.styleId}`
      const pair = pairs.get(name) ?? { ...newPair(), userId: row.userId, styleId: row.styleId }
      pairs.set(name, pair)
      addRow(pair, row)
    }
  }
  const { found, covered } = await walkRange({ database, asked, steps }, { start, read: readPart })
  const pairs = await ofSameStyle(database, [...found.pairs.values()], names)
  return {
    ...covered,
    enhanced: successCount(found.all.enhanced),
    basic: successCount(found.all.basic),
    ...upliftOf(pairs.map(({ enhanced, basic }) => successes(enhanced, basic))),
    keep: upliftOf(pairs.map(({ enhanced, basic }) => keeps(enhanced, basic))),
  }
}

function addRow({ enhanced, basic }: Pair, { isAi, ...counts }: Row): void {
  addCounts(isAi === 1 ? enhanced : basic, counts)
}

function addCounts(sum: Counts, { generations, succeeded, kept }: Counts): void {
  sum.generations += generations
  sum.succeeded += succeeded
  sum.kept += kept
}

/** A pair for each user and style, however that is spelled. */
async function ofSameStyle(database: Database, pairs: StylePair[], names: Names): Promise<Pair[]> {
  const ids = new Set(pairs.map(({ styleId }) => styleId))
  const styles = await namesOf(database, [...ids], { dimension: 'style', names })
  const merged = new Map<string, Pair>()
  for (const { userId, styleId, enhanced, basic } of pairs) {
    const name = `${userId},${styles.get(styleId)}`
    const sum = merged.get(name) ?? newPair()
    merged.set(name, sum)
    addCounts(sum.enhanced, enhanced)
    addCounts(sum.basic, basic)
  }
  return [...merged.values()]
}

const successes = (enhanced: Counts, basic: Counts): Stratum => ({
  events: enhanced.succeeded,
  total: enhanced.generations,
  otherEvents: basic.succeeded,
  otherTotal: basic.generations,
})
const keeps = (enhanced: Counts, basic: Counts): Stratum => ({
  events: enhanced.kept,
  total: enhanced.succeeded,
  otherEvents: basic.kept,
  otherTotal: basic.succeeded,
})

function upliftOf(strata: Stratum[]): Uplift {
  const both = strata.filter(({ total, otherTotal }) => total > 0 && otherTotal > 0)
  return {
    compared: {
      pairs: both.length,
      enhanced: both.reduce((sum, { total }) => sum + total, 0),
      basic: both.reduce((sum, { otherTotal }) => sum + otherTotal, 0),
    },
    difference: commonRiskDifference(both),
    ratio: commonRiskRatio(both),
  }
}

const successCount = ({ generations, succeeded, kept }: Counts): SuccessCount => ({
  generations,
  succeeded,
  successRate: proportion(succeeded, generations),
  kept,
  keepRate: proportion(kept, succeeded),
})
