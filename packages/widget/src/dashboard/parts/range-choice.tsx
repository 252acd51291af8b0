import { useDashboard } from '../context.js'
import { RANGE_DAYS } from '../data/range.js'

/** The period, as radio buttons: Tab reaches them, arrow keys choose. */
export function RangeChoice() {
  const { state, words } = useDashboard()
  return (
    <fieldset class="range">
      <legend class="heard-only">{words.range.legend}</legend>
      {RANGE_DAYS.map((days) => (
        <label key={days}>
          <input
            type="radio"
            name="range"
            value={days}
            checked={state.range.value === days}
            onChange={() => state.chooseRange(days)}
          />
          <span aria-hidden="true" title={words.range.long[days]}>
            {words.range.short[days]}
          </span>
          <span class="heard-only">{words.range.long[days]}</span>
        </label>
      ))}
    </fieldset>
  )
}
