import type { Filter, NameForm } from './dimension.js'
import type { Metric } from './metric.js'
import type { Range } from './query.js'
import type { Compared, Covered } from './timeseries.js'

export type HoursInput = { range: Range; metric: Metric; filters?: Filter[]; names?: NameForm; compare?: boolean }

export type HoursPeriod = Covered & {
  /** Monday to Sunday, each of 24 hours on the clocks of the app's time zone. */
  days: (number | null)[][]
  /** Over the whole range. */
  whole: number | null
  approximate?: number
}
export type Hours = Compared<HoursPeriod>
