import type { ReadonlySignal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { takeTurn } from '../take-turn.js'

/** What a signal says, for panels that many change with: each is drawn in its turn. */
export function useInTurn<Value extends object | undefined>(source: ReadonlySignal<Value>): Value {
  const [value, setValue] = useState(source.peek())
  useEffect(() => {
    let cancel = () => {}
    let drawn = value
    const stop = source.subscribe((next) => {
      cancel()
      if (next === drawn) return
      cancel = takeTurn(() => {
        drawn = source.peek()
        setValue(drawn)
      })
    })
    return () => {
      cancel()
      stop()
    }
  }, [source])
  return value
}
