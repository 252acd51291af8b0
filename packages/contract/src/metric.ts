/**
 * What a series or a matrix shows. Each is of the generations (or sessions, or events) in a part of the window; a share, a
 * mean or a percentile of none is null.
 *
 * - `generations`: `succeeded` + `failed`. `cancelled` ones are not among them.
 * - `successRate`: succeeded ÷ generations. `aiShare`: aiEnhanced ÷ generations. 0–1.
 * - `kept`: succeeded generations of which the track was saved, downloaded, shared or liked within seven days. `keepRate`:
 *   kept ÷ succeeded, 0–1.
 * - `audioSeconds`, `meanAudioSeconds`: audio made by generations; the mean is over those that know it.
 * - `meanGenerationSeconds`, `p50GenerationSeconds` …: how long people waited, over the generations that know it.
 * - `p50RealTimeFactor` …: waiting ÷ audio, over the generations that know both. Percentiles are at most 2 % off.
 * - `sessions`, `meanSessionSeconds`: of sessions that started there. `events`, `pageViews`: of all events.
 */
export const METRICS = [
  'generations',
  'succeeded',
  'failed',
  'cancelled',
  'successRate',
  'kept',
  'keepRate',
  'aiEnhanced',
  'aiShare',
  'audioSeconds',
  'meanAudioSeconds',
  'meanGenerationSeconds',
  'p50GenerationSeconds',
  'p90GenerationSeconds',
  'p95GenerationSeconds',
  'p99GenerationSeconds',
  'p50RealTimeFactor',
  'p95RealTimeFactor',
  'sessions',
  'meanSessionSeconds',
  'events',
  'pageViews',
] as const
export type Metric = (typeof METRICS)[number]

/** Not of generations alone: these can be neither filtered nor split by what a generation was. */
export const WHOLE_METRICS: readonly Metric[] = ['sessions', 'meanSessionSeconds', 'events', 'pageViews']

/** What the values of a dimension can be sorted by. */
export const BREAKDOWN_METRICS = [
  'generations',
  'succeeded',
  'failed',
  'successRate',
  'kept',
  'keepRate',
  'aiEnhanced',
  'aiShare',
  'meanGenerationSeconds',
] as const satisfies Metric[]
export type BreakdownMetric = (typeof BREAKDOWN_METRICS)[number]
