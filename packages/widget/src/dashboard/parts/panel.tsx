import type { ComponentChildren } from 'preact'
import { type Exported, ExportMenu } from './export-menu.js'

type PanelProps = {
  name: string
  title: string
  unit?: string | undefined
  /** Classes beside its name. */
  look?: string
  /** What can be chosen in its head. */
  controls?: ComponentChildren
  /** What can be taken away, once it is there. */
  exported?: Exported | undefined
  /** The content stands in for what is on its way. */
  isLoading?: boolean
  /** The content is being replaced by that of another period. */
  isChanging?: boolean
  children: ComponentChildren
}

/** The frame that all panels share: a region named by its heading. */
export function Panel({
  name,
  title,
  unit,
  look = '',
  controls,
  exported,
  isLoading = false,
  isChanging = false,
  children,
}: PanelProps) {
  const titleId = `panel-${name}`
  return (
    <section
      class={`panel ${name} ${look}${isLoading ? ' loading' : ''}${isChanging ? ' changing' : ''}`}
      aria-labelledby={titleId}
      aria-busy={isLoading || isChanging}
    >
      <div class="panel-head">
        <h2 id={titleId}>{title}</h2>
        {unit && <p class="panel-unit">{unit}</p>}
        {controls && <div class="panel-controls">{controls}</div>}
        {exported && <ExportMenu name={name} title={title} {...exported} />}
      </div>
      <div class="panel-body">{children}</div>
    </section>
  )
}
