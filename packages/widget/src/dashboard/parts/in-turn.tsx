import { type ComponentChild, type ComponentChildren, toChildArray } from 'preact'
import { useGrowing } from '../data/use-growing.js'

type InTurnProps = {
  children: ComponentChildren
  /** Where the parts that are drawn stand; by default beside each other. */
  frame?: (drawn: ComponentChild[]) => ComponentChildren
}

/** Draws its children one after another, each in its turn. */
export function InTurn({ children, frame }: InTurnProps) {
  const parts = toChildArray(children)
  const shown = parts.slice(0, useGrowing(parts.length, 1))
  return <>{frame ? frame(shown) : shown}</>
}
