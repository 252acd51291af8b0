import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { ScrollBox } from './scroll-box.js'

type HeatMapProps = {
  /** Id of the heading that names it. */
  labelledBy: string
  /** Monday to Sunday, each of 24 hours; null where it is unknown. */
  days: (number | null)[][]
  /** All that is told of an hour. */
  describe: (day: number, hour: number) => string
  onChoose: (day: number, hour: number) => void
}

const LABELLED_EVERY = 3
const HOURS = 24

/** The hours of a week, the brighter the more, each to be pressed. Tab reaches one of them, arrow keys the others. */
export function HeatMap({ labelledBy, days, describe, onChoose }: HeatMapProps) {
  const { words, format } = useDashboard()
  const [reached, setReached] = useState(0)
  const highest = Math.max(...days.flat().map((value) => value ?? 0)) || 1
  return (
    <ScrollBox labelledBy={labelledBy}>
      <table
        class="heat"
        onKeyDown={(event) => {
          const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -HOURS, ArrowDown: HOURS }[event.key]
          const next = reached + (step ?? 0)
          const button = event.currentTarget.querySelectorAll('button')[next]
          if (!step || !button) return
          event.preventDefault()
          setReached(next)
          button.focus()
        }}
      >
        <thead>
          <tr>
            <td class="row-name" />
            {days[0]?.map((_, hour) => (
              <th key={hour} scope="col">
                {hour % LABELLED_EVERY === 0 ? hour : <span class="heard-only">{hour}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((hours, day) => (
            <tr key={format.weekday(day)}>
              <th scope="row">{format.weekday(day)}</th>
              {hours.map((value, hour) => (
                <td key={hour} style={{ '--share': (value ?? 0) / highest }} title={describe(day, hour)}>
                  <button
                    type="button"
                    aria-label={`${describe(day, hour)}. ${words.insight.filter}`}
                    tabIndex={day * HOURS + hour === reached ? 0 : -1}
                    onFocus={() => setReached(day * HOURS + hour)}
                    onClick={() => onChoose(day, hour)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
