import { useDashboard } from '../context.js'
import { type Dates, localDate, PERIODS } from '../data/period.js'

const WEEK_MS = 7 * 86_400_000

/** The period, as radio buttons: Tab reaches them, arrow keys choose. The last one lets two days be chosen. */
export function RangeChoice() {
  const { state, words } = useDashboard()
  const period = state.period.value
  const now = state.clock.peek()
  return (
    <fieldset class="range">
      <legend class="heard-only">{words.range.legend}</legend>
      {PERIODS.map((name) => (
        <Radio
          key={name}
          value={name}
          isChecked={period === name}
          short={words.range.short[name]}
          long={words.range.long[name]}
          onChoose={() => state.choosePeriod(name)}
        />
      ))}
      <Radio
        value="dates"
        isChecked={typeof period === 'object'}
        short={words.range.dates}
        long={words.range.chooseDates}
        onChoose={() => state.choosePeriod({ from: localDate(now - WEEK_MS), to: localDate(now) })}
      />
      {typeof period === 'object' && <DateFields dates={period} />}
    </fieldset>
  )
}

type RadioProps = { value: string; isChecked: boolean; short: string; long: string; onChoose: () => void }

function Radio({ value, isChecked, short, long, onChoose }: RadioProps) {
  return (
    <label>
      <input type="radio" name="range" value={value} checked={isChecked} onChange={onChoose} />
      <span aria-hidden="true" title={long}>
        {short}
      </span>
      <span class="heard-only">{long}</span>
    </label>
  )
}

/** A day that is chosen beyond the other one takes it along, so that the period is never the wrong way round. */
function DateFields({ dates }: { dates: Dates }) {
  const { state, words } = useDashboard()
  const fields = [
    ['from', words.range.from],
    ['to', words.range.to],
  ] as const
  return (
    <span class="dates">
      {fields.map(([name, label]) => (
        <input
          key={name}
          type="date"
          aria-label={label}
          title={label}
          required
          value={dates[name]}
          onChange={({ currentTarget: { value } }) => {
            if (value === '') return
            const other = name === 'from' ? dates.to : dates.from
            const isBeyond = name === 'from' ? value > other : value < other
            state.choosePeriod(isBeyond ? { from: value, to: value } : { ...dates, [name]: value })
          }}
        />
      ))}
    </span>
  )
}
