import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

/** What is in the document from its first opening on: until then, most of a view is never seen, and costs nothing. */
export function Disclosure({ summary, children }: { summary: string; children: () => ComponentChildren }) {
  const [wasOpened, setWasOpened] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => currentTarget.open && setWasOpened(true)}>
      <summary>{summary}</summary>
      {wasOpened && children()}
    </details>
  )
}
