import type { ComponentChildren } from 'preact'
import { Metric } from './metric.js'
import { Trend, type TrendProps } from './trend.js'

type TrendMetricProps = TrendProps & { name: string; label: string; children?: ComponentChildren }

/** A named number of a period with its way since the one before. It is shown as its trend shows it, or by the children. */
export const TrendMetric = ({ name, label, children, ...trend }: TrendMetricProps) => (
  <Metric name={name} label={label} value={trend.current} trend={<Trend {...trend} />}>
    {children || (trend.current === null ? '–' : trend.show(trend.current))}
  </Metric>
)
