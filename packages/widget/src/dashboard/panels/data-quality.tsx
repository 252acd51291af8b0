import type { QualityDay } from '@son1k/contract'
import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { Fact } from '../parts/fact.js'
import { InsightPanel } from '../parts/insight-panel.js'

const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, events) => sum + events, 0)

/** Whether the numbers can be trusted: what is missing, came late or twice, or was refused. */
export function DataQuality() {
  const { words, format } = useDashboard()
  const text = words.quality
  const time = (seconds: number) => format.duration(seconds).text
  const rowOf = ({ date, measured, duplicates, rejected, dropped, clientDropped }: QualityDay) => [
    cell(date, format.fullDay),
    cell(measured?.events, format.count),
    cell(measured?.lost, format.count),
    cell(measured?.late, format.count),
    cell(measured?.skewSeconds.p95, time),
    ...[duplicates, sumOf(rejected) + sumOf(dropped), sumOf(clientDropped)].map((each) => cell(each, format.count)),
  ]
  return (
    <InsightPanel
      name="quality"
      isWide
      title={text.title}
      unit={text.unit}
      load={(ask, { range }, abort) => ask('analytics.quality', { range }, abort)}
      isEmpty={({ total: { measured, duplicates, rejected, dropped, clientDropped } }) =>
        measured.events + duplicates + sumOf(rejected) + sumOf(dropped) + sumOf(clientDropped) === 0
      }
      table={({ days }) => ({
        head: [
          words.insight.day,
          text.events,
          text.lost,
          text.late,
          text.skew,
          text.duplicates,
          text.refused,
          text.clientDropped,
        ],
        rows: days.map(rowOf),
      })}
    >
      {({ total: { measured, duplicates, rejected, dropped, clientDropped } }) => (
        <dl class="facts quality-facts">
          <Fact name="lost" label={text.lost}>
            {format.count(measured.lost)}
            {measured.lossRate !== null && <span class="note"> ({format.percent(measured.lossRate)})</span>}
          </Fact>
          <Fact name="late" label={text.late}>
            {format.count(measured.late)}
          </Fact>
          <Fact name="skew" label={text.skew}>
            {measured.skewSeconds.p95 === null ? '–' : time(measured.skewSeconds.p95)}
          </Fact>
          <Fact name="duplicates" label={text.duplicates}>
            {format.count(duplicates)}
          </Fact>
          {[
            { kind: text.refused, counts: rejected },
            { kind: text.requests, counts: dropped },
            { kind: text.clientDropped, counts: clientDropped },
          ].flatMap(({ kind, counts }) =>
            Object.entries(counts).map(([reason, events]) => (
              <Fact key={`${kind} ${reason}`} label={`${kind}: ${reason}`}>
                {format.count(events)}
              </Fact>
            )),
          )}
        </dl>
      )}
    </InsightPanel>
  )
}
