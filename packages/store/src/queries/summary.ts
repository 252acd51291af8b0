import type { GenerationSummary, Summary, SummaryInput, SummaryPeriod } from '@son1k/contract'
import { abandonedStarts } from './abandoned-starts.js'
import { aiUsageByDay } from './ai-usage-by-day.js'
import { generationTotals } from './generation-totals.js'
import { popularPrompts, popularStyles } from './popular.js'
import { generationTimeQuantiles, realTimeFactorQuantiles } from './quantiles.js'
import { type Asked, appOf, type Database } from './question.js'
import { sessionTotals } from './session-totals.js'
import { type Window, windowBefore, windowOf } from './window.js'

/** What happened in a range and, when `compare` is asked for, in the one before. */
export async function summary(database: Database, asked: Asked & { input: SummaryInput }): Promise<Summary> {
  const { timeZone: zone } = await appOf(database, asked.appId)
  const window = windowOf(asked.input.range, { now: asked.now, zone })
  const current = await period(database, { ...asked, ...window, zone })
  if (!asked.input.compare) return current
  return { ...current, previous: await period(database, { ...asked, ...windowBefore(window), zone }) }
}

/** All in one transaction, so that the numbers agree with each other while events come in. */
async function period(database: Database, scope: Window & Asked & { zone: string }): Promise<SummaryPeriod> {
  const [[totals], [abandoned], [times], [factors], [sessions], styles, prompts, days] = await database.batch([
    generationTotals(database, scope),
    abandonedStarts(database, scope),
    generationTimeQuantiles(database, scope),
    realTimeFactorQuantiles(database, scope),
    sessionTotals(database, scope),
    popularStyles(database, scope),
    popularPrompts(database, scope),
    aiUsageByDay(database, scope),
  ])
  const succeeded = totals?.succeeded ?? 0
  const failed = totals?.failed ?? 0
  const total = succeeded + failed
  const generations: GenerationSummary = {
    total,
    succeeded,
    failed,
    cancelled: totals?.cancelled ?? 0,
    abandoned: (totals?.abandoned ?? 0) + (abandoned?.count ?? 0),
    successRate: total === 0 ? null : succeeded / total,
    aiEnhanced: totals?.aiEnhanced ?? 0,
    averageDurationSeconds: (totals?.averageDurationMs ?? 0) / 1_000,
    averageGenerationSeconds: (totals?.averageGenerationMs ?? 0) / 1_000,
    generationSeconds: {
      p50: seconds(times?.p50),
      p90: seconds(times?.p90),
      p95: seconds(times?.p95),
      p99: seconds(times?.p99),
    },
    realTimeFactor: { p50: factors?.p50 ?? null, p95: factors?.p95 ?? null },
  }
  return {
    from: new Date(scope.from).toISOString(),
    to: new Date(scope.to).toISOString(),
    generations,
    sessions: {
      total: sessions?.total ?? 0,
      uniqueUsers: sessions?.uniqueUsers ?? 0,
      averageDurationSeconds: (sessions?.averageDurationMs ?? 0) / 1_000,
    },
    popularStyles: styles,
    popularPrompts: prompts,
    aiUsageByDay: days,
  }
}

const seconds = (milliseconds: number | null | undefined) => (milliseconds == null ? null : milliseconds / 1_000)
