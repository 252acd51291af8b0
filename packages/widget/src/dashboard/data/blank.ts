import type { LabelCount, SummaryPeriod } from '@son1k/contract'

const rows = (length: number): LabelCount[] =>
  Array.from({ length }, (_, index) => ({ value: '', count: length - index }))

/** Stands in while the first answer is on its way: a panel laid out on it has the size that it will have. */
export const BLANK_PERIOD: SummaryPeriod = {
  from: '2026-01-01T00:00:00Z',
  to: '2026-01-08T00:00:00Z',
  generations: {
    total: 0,
    succeeded: 0,
    failed: 0,
    cancelled: 0,
    abandoned: 0,
    successRate: null,
    successInterval: null,
    kept: 0,
    keepRate: null,
    keepInterval: null,
    aiEnhanced: 0,
    aiShare: null,
    audioSeconds: 0,
    averageDurationSeconds: 0,
    averageGenerationSeconds: 0,
    generationSeconds: { p50: null, p90: null, p95: null, p99: null },
    realTimeFactor: { p50: null, p95: null },
  },
  sessions: {
    total: 0,
    uniqueUsers: 0,
    newUsers: 0,
    returningUsers: 0,
    generationsPerSession: null,
    averageDurationSeconds: 0,
    medianDurationSeconds: null,
  },
  popularStyles: rows(10),
  popularPrompts: rows(10),
  aiUsageByDay: [],
}
