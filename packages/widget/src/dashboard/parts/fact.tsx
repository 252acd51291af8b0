import type { ComponentChildren } from 'preact'

/** One small named number of a `<dl class="facts">`. */
export function Fact({ name = '', label, children }: { name?: string; label: string; children: ComponentChildren }) {
  return (
    <div class={`fact ${name}`}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
