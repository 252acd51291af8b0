import type { Metric } from '@son1k/contract'
import type { Format } from '../format.js'

/** How the values of a metric are written. */
export function metricWriter(metric: Metric, format: Format): (value: number) => string {
  if (/Rate$|Share$/.test(metric)) return format.percent
  if (/Seconds$/.test(metric)) return (seconds) => format.duration(seconds).text
  if (/Factor$/.test(metric)) return (factor) => `${format.tenths(factor)}×`
  return format.count
}
