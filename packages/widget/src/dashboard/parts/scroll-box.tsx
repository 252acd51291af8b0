import type { ComponentChildren } from 'preact'

/** A part that scrolls by itself, so the keyboard has to reach it. */
export function ScrollBox({ labelledBy, children }: { labelledBy: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the parts of a form.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the arrow keys could not scroll it.
    <div class="scroll-box" role="group" aria-labelledby={labelledBy} tabIndex={0}>
      {children}
    </div>
  )
}
