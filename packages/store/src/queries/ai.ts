import type { AiInput, AiPeriod, SuccessCount, TimeUplift, Uplift } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { OUTCOME_CODES } from '../db/codes.js'
import { isFinished } from '../rollups/define.js'
import { commonMeanDifference, type MeanStratum } from '../statistics/common-mean-difference.js'
import { commonRiskDifference, commonRiskRatio, type Stratum } from '../statistics/mantel-haenszel.js'
import type { Key } from './dimensions.js'
import type { AskedOf } from './insight.js'
import { isMeasured } from './measure-raw.js'
import { namesOf, readNames } from './names.js'
import { proportion } from './proportion.js'
import type { Database } from './question.js'
import { type OfDays, readRange } from './read-days.js'
import type { Steps } from './steps.js'

/** `ms`: of the `times` generations that know how long they took. */
type Counts = { generations: number; succeeded: number; kept: number; ms: number; times: number }
type Row = Counts & { userId: number; styleId: number | null; isAi: number }
type Pair = { enhanced: Counts; basic: Counts }
/** By style, and by user; of unknown styles, all in one. */
type Pairs = { ofStyles: Map<number, Map<number, Pair>>; all: Pair }

const newCounts = (): Counts => ({ generations: 0, succeeded: 0, kept: 0, ms: 0, times: 0 })
const newPair = (): Pair => ({ enhanced: newCounts(), basic: newCounts() })

/**
 * What AI enhancement does for success, and for the keeping of what succeeded: of the same users with the same styles, so
 * that who uses it, and for what, makes no difference.
 */
export async function ai(database: Database, asked: AskedOf<AiInput>, steps: Steps): Promise<AiPeriod> {
  const { appId, input } = asked
  const names = await readNames(database, { appId, form: input.names })
  const filters = names.withFolds(input.filters)
  const ofDays: OfDays<Pairs> = {
    name: `ai ${JSON.stringify(filters)}`,
    read: async (part) =>
      pairsOf(
        await database.all<Row>(sql`
          SELECT event.user_id AS userId, event.style_id AS styleId, event.ai_enhanced AS isAi, count(*) AS generations,
                 count(CASE WHEN event.outcome = ${OUTCOME_CODES.succeeded} THEN 1 END) AS succeeded, count(event.kept) AS kept,
                 coalesce(sum(event.generation_ms), 0) AS ms, count(event.generation_ms) AS times
          FROM event WHERE ${isMeasured({ appId, filters }, part)} AND ${sql.raw(isFinished)}
          GROUP BY 1, 2, 3`),
      ),
    merge: mergePairs,
    sizeOf: ({ ofStyles }) => [...ofStyles.values()].reduce((sum, { size }) => sum + size * BYTES_OF_PAIR, 0),
  }
  const answerName = JSON.stringify(names.tableOf('style')?.rows ?? null)
  return readRange({ database, asked, steps, answerName }, ofDays, async ({ settled, recent }) => {
    const texts = await namesOf(database, [...new Set([...settled.ofStyles.keys(), ...recent.ofStyles.keys()])], {
      dimension: 'style',
      names,
    })
    const pairs = ofSameStyle([settled, recent], texts)
    const all = mergePairs([
      { ...settled, ofStyles: new Map() },
      { ...recent, ofStyles: new Map() },
    ]).all
    return {
      enhanced: successCount(all.enhanced),
      basic: successCount(all.basic),
      ...upliftOf(pairs.map(({ enhanced, basic }) => successes(enhanced, basic))),
      keep: upliftOf(pairs.map(({ enhanced, basic }) => keeps(enhanced, basic))),
      time: timeUpliftOf(pairs.map(({ enhanced, basic }) => times(enhanced, basic))),
    }
  })
}

const BYTES_OF_PAIR = 200

function pairsOf(rows: Row[]): Pairs {
  const pairs: Pairs = { ofStyles: new Map(), all: newPair() }
  for (const row of rows) {
    addRow(pairs.all, row)
    if (row.styleId !== null) addRow(pairAt(usersOf(pairs, row.styleId), row.userId), row)
  }
  return pairs
}

function mergePairs(parts: Pairs[]): Pairs {
  const merged: Pairs = { ofStyles: new Map(), all: newPair() }
  for (const { ofStyles, all } of parts) {
    addPair(merged.all, all)
    for (const [styleId, users] of ofStyles) addUsers(usersOf(merged, styleId), users)
  }
  return merged
}

function usersOf({ ofStyles }: Pairs, styleId: number): Map<number, Pair> {
  const known = ofStyles.get(styleId) ?? new Map<number, Pair>()
  ofStyles.set(styleId, known)
  return known
}

function addUsers(sums: Map<number, Pair>, users: Map<number, Pair>): void {
  for (const [userId, pair] of users) addPair(pairAt(sums, userId), pair)
}

function pairAt(users: Map<number, Pair>, userId: number): Pair {
  const known = users.get(userId)
  if (known) return known
  const made = newPair()
  users.set(userId, made)
  return made
}

function addRow({ enhanced, basic }: Pair, { isAi, ...counts }: Row): void {
  addCounts(isAi === 1 ? enhanced : basic, counts)
}

function addPair(sum: Pair, { enhanced, basic }: Pair): void {
  addCounts(sum.enhanced, enhanced)
  addCounts(sum.basic, basic)
}

function addCounts(sum: Counts, { generations, succeeded, kept, ms, times }: Counts): void {
  sum.ms += ms
  sum.times += times
  sum.generations += generations
  sum.succeeded += succeeded
  sum.kept += kept
}

/** The pairs that have both, for each user and style, however that is spelled. */
function ofSameStyle(parts: Pairs[], texts: Map<Key, string>): Pair[] {
  const spellings = new Map<string, Map<number, Pair>[]>()
  for (const { ofStyles } of parts) {
    for (const [styleId, users] of ofStyles) {
      const name = texts.get(styleId) ?? ''
      spellings.set(name, [...(spellings.get(name) ?? []), users])
    }
  }
  const found: Pair[] = []
  for (const [largest, ...others] of spellings.values()) {
    const changed = new Map<number, Pair>()
    for (const users of others) {
      for (const [userId, pair] of users) {
        const known = largest?.get(userId)
        if (known && !changed.has(userId)) addPair(pairAt(changed, userId), known)
        addPair(pairAt(changed, userId), pair)
      }
    }
    for (const [userId, pair] of largest ?? []) if (hasBoth(pair) && !changed.has(userId)) found.push(pair)
    for (const pair of changed.values()) if (hasBoth(pair)) found.push(pair)
  }
  return found
}

const hasBoth = ({ enhanced, basic }: Pair) => enhanced.generations > 0 && basic.generations > 0

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

const times = (enhanced: Counts, basic: Counts): MeanStratum => ({
  sum: enhanced.ms / 1_000,
  count: enhanced.times,
  otherSum: basic.ms / 1_000,
  otherCount: basic.times,
})

function timeUpliftOf(strata: MeanStratum[]): TimeUplift {
  const both = strata.filter(({ count, otherCount }) => count > 0 && otherCount > 0)
  return {
    compared: {
      pairs: both.length,
      enhanced: both.reduce((sum, { count }) => sum + count, 0),
      basic: both.reduce((sum, { otherCount }) => sum + otherCount, 0),
    },
    difference: commonMeanDifference(both),
  }
}

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
