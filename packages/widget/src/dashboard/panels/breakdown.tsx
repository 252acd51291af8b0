import type { BreakdownNumbers, Dimension } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { beforeCell } from '../data/before-cell.js'
import { type Cell, cell } from '../data/table.js'
import { Choice } from '../parts/choice.js'
import { FilterButton } from '../parts/filter-button.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { rateCell } from '../parts/rate-cell.js'
import { SearchField } from '../parts/search-field.js'
import { valueName } from '../words/value-name.js'

const ROWS = 12

type BreakdownProps = {
  name: string
  title: string
  isWide?: boolean
  /** What the tracks can be told apart by, the first one at the start. */
  dimensions: readonly [Dimension, ...Dimension[]]
  /** What sorts the values. */
  metric?: 'generations' | 'failed'
}

/** The values of a dimension, with how often, how well and how fast each was made. */
export function Breakdown({ name, title, isWide = false, dimensions, metric = 'generations' }: BreakdownProps) {
  const context = useDashboard()
  const { words, format } = context
  const [dimension, setDimension] = useState(dimensions[0])
  const [search, setSearch] = useState('')
  const { metrics } = words
  const valueCell = (value: string, lit: number): Cell => {
    const text = valueName(dimension, value, context)
    const content = <FilterButton dimension={dimension} value={value} />
    return { value, text, content, lit }
  }
  /** @param before what the time before had, where that is compared */
  const numberCells = (numbers: BreakdownNumbers, before: Cell | undefined): Cell[] => [
    cell(numbers[metric], format.count),
    ...(before ? [before] : []),
    cell(numbers.share, format.percent),
    rateCell(numbers.successRate, format),
    rateCell(numbers.keepRate, format),
    cell(numbers.meanGenerationSeconds, (seconds) => format.duration(seconds).text),
  ]
  return (
    <InsightPanel
      name={name}
      title={title}
      isWide={isWide}
      choice={`${dimension} ${search}`}
      controls={
        <>
          <Choice
            label={words.insight.dimension}
            options={dimensions.map((each) => [each, words.dimensions[each]])}
            value={dimension}
            onChoose={setDimension}
          />
          <SearchField what={words.dimensions[dimension]} value={search} onSearch={setSearch} />
        </>
      }
      load={(ask, asked, abort) =>
        ask(
          'analytics.breakdown',
          { ...asked, dimension, metric, limit: ROWS, ...(search.trim() && { search: search.trim() }) },
          abort,
        )
      }
      isEmpty={({ total }) => total.generations === 0}
      table={({ rows, other, unknown, previous }) => ({
        head: [
          words.dimensions[dimension],
          metrics[metric],
          ...(previous ? [words.insight.before] : []),
          words.insight.share,
          metrics.successRate,
          metrics.keepRate,
          metrics.meanGenerationSeconds,
        ],
        rows: [
          ...rows.map((row) => [
            valueCell(row.value, row[metric] / Math.max(1, ...rows.map((each) => each[metric]))),
            ...numberCells(
              row,
              previous &&
                beforeCell(previous.rows, {
                  isIt: ({ value }) => value === row.value,
                  count: (each) => each[metric],
                  limit: ROWS,
                  show: format.count,
                }),
            ),
          ]),
          ...[
            // Other values than these were the others before.
            other && { ...other, name: words.insight.other, before: cell(null) },
            unknown && {
              ...unknown,
              name: words.unknown,
              before: cell(previous?.unknown?.[metric] ?? 0, format.count),
            },
          ].flatMap((rest) =>
            rest && rest[metric] > 0 ? [[cell(rest.name), ...numberCells(rest, previous && rest.before)]] : [],
          ),
        ],
      })}
    />
  )
}
