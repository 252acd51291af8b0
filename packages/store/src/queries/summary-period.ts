import type { GenerationSummary, SummaryPeriod } from '@son1k/contract'
import { quantile } from '../rollups/histogram.js'
import { wilsonInterval } from '../statistics/wilson-interval.js'
import { binsOf } from './histograms.js'
import type { readPeriod } from './period.js'
import type { Window } from './window.js'

/** What is told of a window. */
export type Numbers = Awaited<ReturnType<typeof readPeriod>>

/** A summary as it is answered. */
export function summaryPeriod({ from, to }: Pick<Window, 'from' | 'to'>, numbers: Numbers): SummaryPeriod {
  const { totals, sessions, styles, prompts, aiDays, users, values } = numbers
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    generations: generationSummary(numbers),
    sessions: {
      total: sessions?.total ?? 0,
      uniqueUsers: users.unique,
      newUsers: users.new,
      returningUsers: users.unique - users.new,
      generationsPerSession: ratio((totals?.succeeded ?? 0) + (totals?.failed ?? 0), sessions?.total ?? 0),
      averageDurationSeconds: meanSeconds(sessions?.durationMs, sessions?.total),
      medianDurationSeconds: seconds(quantile(binsOf(values, 'sessionMs'), 50)),
    },
    popularStyles: styles,
    popularPrompts: prompts,
    aiUsageByDay: aiDays,
    ...approximate(numbers),
  }
}

function generationSummary({ totals, abandoned, values }: Numbers): GenerationSummary {
  const succeeded = totals?.succeeded ?? 0
  const failed = totals?.failed ?? 0
  const kept = totals?.kept ?? 0
  const total = succeeded + failed
  const times = binsOf(values, 'generationMs')
  const factors = binsOf(values, 'realTimeFactor')
  return {
    total,
    succeeded,
    failed,
    cancelled: totals?.cancelled ?? 0,
    abandoned: (totals?.abandoned ?? 0) + abandoned,
    successRate: ratio(succeeded, total),
    successInterval: wilsonInterval(succeeded, total),
    kept,
    keepRate: ratio(kept, succeeded),
    keepInterval: wilsonInterval(kept, succeeded),
    aiEnhanced: totals?.ai_enhanced ?? 0,
    aiShare: ratio(totals?.ai_enhanced ?? 0, total),
    audioSeconds: (totals?.duration_ms ?? 0) / 1_000,
    averageDurationSeconds: meanSeconds(totals?.duration_ms, totals?.durations),
    averageGenerationSeconds: meanSeconds(totals?.generation_ms, totals?.generation_times),
    generationSeconds: {
      p50: seconds(quantile(times, 50)),
      p90: seconds(quantile(times, 90)),
      p95: seconds(quantile(times, 95)),
      p99: seconds(quantile(times, 99)),
    },
    realTimeFactor: { p50: quantile(factors, 50), p95: quantile(factors, 95) },
  }
}

function approximate({ unlisted }: Numbers): Pick<SummaryPeriod, 'approximate'> {
  const { style = 0, prompt = 0 } = unlisted ?? {}
  if (style === 0 && prompt === 0) return {}
  return {
    approximate: { ...(style > 0 && { popularStyles: style }), ...(prompt > 0 && { popularPrompts: prompt }) },
  }
}

const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole)
const seconds = (milliseconds: number | null) => (milliseconds === null ? null : milliseconds / 1_000)
const meanSeconds = (milliseconds = 0, count = 0) => (count === 0 ? 0 : milliseconds / count / 1_000)
