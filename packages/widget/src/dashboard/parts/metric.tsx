import type { ComponentChildren } from 'preact'

type MetricProps = {
  name: string
  label: string
  /** The number as it is: another one moves in where motion is allowed. */
  value?: number | null
  children: ComponentChildren
  trend?: ComponentChildren
}

/** One named number of a `<dl>`, with the way it went below it. */
export function Metric({ name, label, value, children, trend }: MetricProps) {
  return (
    <div class={`metric ${name}`}>
      <dt>{label}</dt>
      <dd>
        <span key={value} class="value">
          {children}
        </span>{' '}
        {trend}
      </dd>
    </div>
  )
}
