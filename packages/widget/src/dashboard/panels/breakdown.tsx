import type { BreakdownNumbers, Dimension } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { fill } from '../format.js'
import { Choice } from '../parts/choice.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { ScrollBox } from '../parts/scroll-box.js'
import { valueName } from '../words/value-name.js'

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
  const { state, words } = useDashboard()
  const [dimension, setDimension] = useState(dimensions[0])
  const [search, setSearch] = useState('')
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
          <input
            class="button search"
            type="search"
            aria-label={fill(words.insight.search, { what: words.dimensions[dimension] })}
            placeholder={words.insight.searchHint}
            value={search}
            onInput={(event) => setSearch(event.currentTarget.value)}
          />
        </>
      }
      load={(ask, asked, abort) =>
        ask(
          'analytics.breakdown',
          { ...asked, compare: false, dimension, metric, limit: 12, ...(search.trim() && { search: search.trim() }) },
          abort,
        )
      }
      isEmpty={({ total }) => total.generations === 0}
    >
      {({ rows, other, unknown }) => (
        <ScrollBox labelledBy={`panel-${name}`}>
          <table class="rows">
            <Head dimension={words.dimensions[dimension]} />
            <tbody>
              {rows.map((row) => (
                <Row key={row.value} numbers={row}>
                  <button
                    type="button"
                    class="value-button"
                    title={words.insight.filter}
                    onClick={() => state.addFilter(dimension, row.value)}
                  >
                    <Value dimension={dimension} value={row.value} />
                  </button>
                </Row>
              ))}
              {other && other.generations > 0 && <Row numbers={other}>{words.insight.other}</Row>}
              {unknown && unknown.generations > 0 && <Row numbers={unknown}>{words.unknown}</Row>}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </InsightPanel>
  )
}

function Head({ dimension }: { dimension: string }) {
  const { words } = useDashboard()
  return (
    <thead>
      <tr>
        <th scope="col">{dimension}</th>
        <th scope="col">{words.metrics.generations}</th>
        <th scope="col">{words.insight.share}</th>
        <th scope="col">{words.metrics.successRate}</th>
        <th scope="col">{words.metrics.meanGenerationSeconds}</th>
      </tr>
    </thead>
  )
}

function Value({ dimension, value }: { dimension: Dimension; value: string }) {
  return <span dir="auto">{valueName(dimension, value, useDashboard())}</span>
}

function Row({ numbers, children }: { numbers: BreakdownNumbers; children: preact.ComponentChildren }) {
  const { format } = useDashboard()
  const { percent } = format
  const { generations, share, successRate, meanGenerationSeconds } = numbers
  return (
    <tr>
      <th scope="row">{children}</th>
      <td>{format.count(generations)}</td>
      <td>{share === null ? '–' : percent(share)}</td>
      <td title={successRate ? `95 %: ${percent(successRate.low)}–${percent(successRate.high)}` : undefined}>
        {successRate ? percent(successRate.share) : '–'}
      </td>
      <td>{meanGenerationSeconds === null ? '–' : format.duration(meanGenerationSeconds).text}</td>
    </tr>
  )
}
