import { useEffect, useState } from 'preact/hooks'
import { takeTurn } from '../take-turn.js'

/** How many of `total` parts are to be drawn by now: `step` more in each turn, until all are. */
export function useGrowing(total: number, step: number): number {
  const [drawn, setDrawn] = useState(0)
  const isMore = drawn < total
  useEffect(() => (isMore ? takeTurn(() => setDrawn(drawn + step)) : undefined), [drawn, isMore, step])
  return drawn
}
