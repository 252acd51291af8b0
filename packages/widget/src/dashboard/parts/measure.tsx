import type { Measure } from '../format.js'

/** A number with its unit in smaller type; read out as one text. */
export function MeasureText({ measure }: { measure: Measure }) {
  return (
    <span class="measure">
      {measure.parts.map(({ value, unit }) => (
        <span key={unit}>
          {value}
          <span class="measure-unit">{unit}</span>{' '}
        </span>
      ))}
    </span>
  )
}
