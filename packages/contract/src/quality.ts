import type { DropCounts, ErrorCode, RejectionCode } from './errors.js'
import type { Range } from './query.js'
import type { Covered } from './timeseries.js'

export type QualityInput = { range: Range }

/**
 * How wrong a client's clock was, from behind the server's to ahead of it: by more than an hour, a minute, five seconds, by
 * less (`right`), and so on.
 */
export const SKEW_BANDS = [
  'hoursBehind',
  'minutesBehind',
  'secondsBehind',
  'right',
  'secondsAhead',
  'minutesAhead',
  'hoursAhead',
] as const
export type SkewBand = (typeof SKEW_BANDS)[number]

/** What the stored events themselves tell. */
export type QualityMeasures = {
  events: number
  /** Events with a sequence number, of sessions that started then. */
  sequenced: number
  /** So many more there must have been in those sessions, at least, because numbers are missing between them. */
  lost: number
  /** lost ÷ (sequenced + lost), 0–1; null where nothing has a number. */
  lossRate: number | null
  /** Events that arrived more than an hour after they happened, imported ones aside. */
  late: number
  /** Events by how wrong their client's clock was; those of clients that didn't say when they sent are in none. */
  skew: Record<SkewBand, number>
  /** How wrong clocks were, ahead or behind alike: quantiles over those events, at most 2 % off; null when there are none. */
  skewSeconds: { p50: number | null; p95: number | null }
}

/** Events that were not stored, as they were counted when they came. Imports aside. */
export type QualityCounts = {
  /** Were stored before: most are retries. */
  duplicates: number
  /** Refused events of batches that were taken otherwise. */
  rejected: { [Code in RejectionCode]?: number }
  /** Refused with the request that brought them, or lost here; a request that could not be read counts as one. */
  dropped: { [Code in ErrorCode]?: number }
  /** That clients say they lost. */
  clientDropped: DropCounts
}

export type LostKind = keyof QualityCounts

export type QualityDay = QualityCounts & {
  /** `2026-11-23`: a local day that the range touches. Counts are of all of it, measures of the part in the range. */
  date: string
  /** Null where the raw events have gone, or where there was no time to read them. */
  measured: QualityMeasures | null
}

/** How well the data can be trusted, by day. Counts of the last second may be missing. */
export type Quality = Covered & { days: QualityDay[]; total: QualityCounts & { measured: QualityMeasures } }
