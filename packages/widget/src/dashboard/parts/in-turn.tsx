import { type ComponentChildren, toChildArray } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/**
 * Draws its children one after another, each in a task of its own after the browser has painted: all panels of a view at
 * once would keep a slow phone from answering its reader, or the page below from making its sound.
 */
export function InTurn({ children }: { children: ComponentChildren }) {
  const parts = toChildArray(children)
  const [drawn, setDrawn] = useState(0)
  const isMore = drawn < parts.length
  useEffect(() => {
    if (isMore) setDrawn(drawn + 1)
  }, [drawn, isMore])
  return <>{parts.slice(0, drawn)}</>
}
