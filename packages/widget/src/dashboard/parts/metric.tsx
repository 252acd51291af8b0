import type { ComponentChildren } from 'preact'

type MetricProps = { name: string; label: string; children: ComponentChildren; trend?: ComponentChildren }

/** One named number of a `<dl>`, with the way it went below it. */
export function Metric({ name, label, children, trend }: MetricProps) {
  return (
    <div class={`metric ${name}`}>
      <dt>{label}</dt>
      <dd>
        <span class="value">{children}</span> {trend}
      </dd>
    </div>
  )
}
