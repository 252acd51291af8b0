import type { MatrixDimension } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { beforeCell } from '../data/before-cell.js'
import { cell } from '../data/table.js'
import { Choice } from '../parts/choice.js'
import { FilterButton } from '../parts/filter-button.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { rateCell } from '../parts/rate-cell.js'
import { valueName } from '../words/value-name.js'

const CELLS = 50
const COMBINATIONS: readonly MatrixDimension[][] = [
  ['style', 'tempoBand', 'scale'],
  ['style', 'mood'],
  ['style', 'aiEnhanced'],
  ['mood', 'scale'],
  ['style', 'device'],
]

/** Which combinations of style, tempo and key are made, and how well each goes. */
export function Combinations() {
  const context = useDashboard()
  const { words, format } = context
  const text = words.combinations
  const [chosen, setChosen] = useState('0')
  const dimensions = COMBINATIONS[Number(chosen)] ?? []
  return (
    <InsightPanel
      name="combinations"
      title={text.title}
      unit={text.unit}
      choice={chosen}
      controls={
        <Choice
          label={words.insight.dimension}
          options={COMBINATIONS.map((each, index) => [
            String(index),
            each.map((dimension) => words.dimensions[dimension]).join(' × '),
          ])}
          value={chosen}
          onChoose={setChosen}
        />
      }
      load={(ask, asked, abort) => ask('analytics.matrix', { ...asked, dimensions, limit: CELLS }, abort)}
      isEmpty={({ cells }) => cells.length === 0}
      table={({ dimensions, cells, previous }) => ({
        head: [
          ...dimensions.map((dimension) => words.dimensions[dimension]),
          words.metrics.generations,
          ...(previous && !previous.isCut ? [words.insight.before] : []),
          words.metrics.successRate,
          words.metrics.keepRate,
        ],
        rows: cells.map(({ values, generations, successRate, keepRate, isThin }) => [
          ...dimensions.map((dimension, index) => ({
            ...cell(values[index], (value) => valueName(dimension, value, context)),
            content: <FilterButton dimension={dimension} value={values[index] ?? ''} />,
          })),
          { ...cell(generations, format.count), ...(isThin && { isThin }) },
          ...(previous && !previous.isCut
            ? [
                beforeCell(previous.cells, {
                  isIt: (each) => isSame(each.values, values),
                  count: (each) => each.generations,
                  limit: CELLS,
                  show: format.count,
                }),
              ]
            : []),
          rateCell(successRate, format),
          rateCell(keepRate, format),
        ]),
      })}
      note={({ cells }) => cells.some(({ isThin }) => isThin) && text.thin}
    />
  )
}

const isSame = (a: string[], b: string[]) => a.every((value, index) => value === b[index])
