import type { Lifecycle as LifecycleAnswer } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { cell, type Table } from '../data/table.js'
import { fill } from '../format.js'
import { Choice } from '../parts/choice.js'
import { ColumnChart } from '../parts/column-chart.js'
import { OpenTable } from '../parts/data-table.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { rateCell } from '../parts/rate-cell.js'
import { StepBars } from '../parts/step-bars.js'

const SIDES = ['stages', 'tries', 'words'] as const

/** What becomes of a track: from its wish to its being kept, how many tries that takes, and which words help. */
export function Lifecycle() {
  const { words, format } = useDashboard()
  const text = words.lifecycle
  const [side, setSide] = useState<(typeof SIDES)[number]>('stages')
  const duration = (seconds: number) => format.duration(seconds).text
  const tableOf = ({ stages, chains, changes, previous }: LifecycleAnswer): Table => {
    switch (side) {
      case 'stages':
        return {
          head: [
            words.funnel.step,
            words.metrics.generations,
            ...(previous ? [words.insight.before] : []),
            words.funnel.share,
            words.funnel.conversion,
            words.funnel.median,
          ],
          rows: stages.map(({ stage, tracks, share, conversion, medianSeconds }, index) => [
            { value: stage, text: text.stage[stage] },
            cell(tracks, format.count),
            ...(previous ? [cell(previous.stages[index]?.tracks, format.count)] : []),
            cell(share, format.percent),
            rateCell(conversion, format),
            cell(medianSeconds, duration),
          ]),
        }
      case 'tries':
        return {
          head: [text.try, words.metrics.keepRate, text.notKept],
          rows: chains.tries.map(({ tries, kept, notKept }) => [cell(tries), cell(kept), cell(notKept)]),
        }
      case 'words':
        return {
          head: [text.word, text.change, text.retries, words.metrics.keepRate, '×'],
          rows: changes.words.map(({ change, word, retries, keepRate, lift }) => [
            cell(word),
            cell(text[change]),
            cell(retries, format.count),
            rateCell(keepRate, format),
            cell(lift, format.tenths),
          ]),
        }
    }
  }
  return (
    <InsightPanel
      name="lifecycle"
      title={text.title}
      choice={side}
      controls={
        <Choice
          label={words.insight.metric}
          options={SIDES.map((each) => [each, text[each]])}
          value={side}
          onChoose={setSide}
        />
      }
      load={(ask, asked, abort) => ask('analytics.lifecycle', asked, abort)}
      isEmpty={({ stages }) => stages.every(({ tracks }) => tracks === 0)}
      table={tableOf}
      isText={side === 'words'}
      note={({ chains: { medianTries } }) =>
        side === 'words'
          ? text.wordsNote
          : medianTries !== null && fill(text.medianTries, { n: format.tenths(medianTries) })
      }
    >
      {(answer) => {
        switch (side) {
          case 'stages':
            return (
              <StepBars
                steps={answer.stages.map(({ stage, tracks, ...rest }, index) => ({
                  ...rest,
                  name: text.stage[stage],
                  reached: tracks,
                  before: answer.previous?.stages[index]?.tracks,
                }))}
              />
            )
          case 'tries':
            return (
              <ColumnChart
                labelledBy="panel-lifecycle"
                columns={answer.chains.tries.map(({ tries, kept }) => ({
                  key: String(tries),
                  name: `${text.try} ${tries}`,
                  edge: String(tries),
                  count: kept,
                }))}
              >
                {text.tries}
              </ColumnChart>
            )
          case 'words':
            return <OpenTable labelledBy="panel-lifecycle" table={tableOf(answer)} />
        }
      }}
    </InsightPanel>
  )
}
