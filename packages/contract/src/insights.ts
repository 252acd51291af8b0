import type { Breakdown, BreakdownInput } from './breakdown.js'
import type { Hours, HoursInput } from './hours.js'
import type { Latency, LatencyInput } from './latency.js'
import type { Timeseries, TimeseriesInput } from './timeseries.js'

/** The questions beyond the summary, by the name of their procedure: what each takes. */
export type InsightInputs = {
  timeseries: TimeseriesInput
  breakdown: BreakdownInput
  hours: HoursInput
  latency: LatencyInput
}

/** What each answers. */
export type InsightAnswers = {
  timeseries: Timeseries
  breakdown: Breakdown
  hours: Hours
  latency: Latency
}
export type InsightName = keyof InsightInputs
