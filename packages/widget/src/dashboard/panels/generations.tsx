import type { GenerationSummary } from '@son1k/contract'
import { useDashboard } from '../context.js'
import { fill } from '../format.js'
import { Empty } from '../parts/empty.js'
import { factsTable, type PeriodFact } from '../parts/facts-table.js'
import { InTurn } from '../parts/in-turn.js'
import { MeasureText } from '../parts/measure.js'
import { Ring } from '../parts/ring.js'
import { SummaryPanel } from '../parts/summary-panel.js'
import { Trend } from '../parts/trend.js'
import { TrendMetric } from '../parts/trend-metric.js'
import { scriptTag } from '../snippets.js'
import { periodName } from '../words/period-name.js'
import type { Words } from '../words/words.js'

const hasNone = ({ total, cancelled, abandoned }: GenerationSummary) => total + cancelled + abandoned === 0
const aiShare = ({ aiEnhanced, total }: GenerationSummary) => (total === 0 ? null : aiEnhanced / total)

export function Generations() {
  const { host, state, words, format } = useDashboard()
  const text = words.generations
  const period = periodName(state.period.value, { words, format })
  const unit = state.isCompared.value ? `${period} · ${words.range.compared}` : period
  const empty = <Empty text={text.empty} hint={text.emptyHint} code={scriptTag(host.endpoint)} />
  return (
    <SummaryPanel
      name="generations"
      title={text.title}
      unit={unit}
      empty={({ generations }) => (hasNone(generations) ? empty : undefined)}
      table={factsTable([text.title, period, words.insight.before], facts(words))}
    >
      {({ generations }, previous) => <Numbers now={generations} before={previous?.generations} />}
    </SummaryPanel>
  )
}

const facts = ({ generations: text, feed, metrics }: Words): PeriodFact[] => {
  const read: [name: string, of: (generations: GenerationSummary) => number | null][] = [
    [feed.generation.succeeded, ({ succeeded }) => succeeded],
    [feed.generation.failed, ({ failed }) => failed],
    [feed.generation.cancelled, ({ cancelled }) => cancelled],
    [feed.generation.abandoned, ({ abandoned }) => abandoned],
    [text.successRate, ({ successRate }) => successRate],
    [metrics.keepRate, ({ keepRate }) => keepRate],
    [text.aiShare, aiShare],
    [`${text.averageGeneration} (s)`, ({ averageGenerationSeconds }) => averageGenerationSeconds],
    [`${text.p95Generation} (s)`, ({ generationSeconds }) => generationSeconds.p95],
    [`${text.averageDuration} (s)`, ({ averageDurationSeconds }) => averageDurationSeconds],
  ]
  return read.map(([name, of]) => [name, ({ generations }) => of(generations)])
}

type Periods = { now: GenerationSummary; before: GenerationSummary | undefined }

function Numbers({ now, before }: Periods) {
  const { words, format } = useDashboard()
  const text = words.generations
  const { count, percent } = format
  const apart = { cancelled: count(now.cancelled), abandoned: count(now.abandoned) }
  return (
    <>
      <dl class="metrics generations-metrics">
        <InTurn>
          <TrendMetric
            name="hero"
            label={format.plural(text.total, now.total)}
            current={now.total}
            previous={before?.total}
            kind="count"
            good="up"
            show={count}
          />
          <div class="metric gauge">
            <Ring share={now.successRate ?? 0} />
            <dt>{text.successRate}</dt>
            <dd>
              <span key={now.successRate} class="value">
                {now.successRate === null ? '–' : percent(now.successRate)}
              </span>{' '}
              <Trend current={now.successRate} previous={before?.successRate} kind="rate" good="up" show={percent} />
            </dd>
          </div>
          <TrendMetric
            name="failed"
            label={text.failed}
            current={now.failed}
            previous={before?.failed}
            kind="count"
            good="down"
            show={count}
          />
          <TrendMetric
            name="keep-rate"
            label={words.metrics.keepRate}
            current={now.keepRate}
            previous={before?.keepRate}
            kind="rate"
            good="up"
            show={percent}
          />
          <TrendMetric
            name="ai-share"
            label={text.aiShare}
            current={aiShare(now)}
            previous={before && aiShare(before)}
            kind="rate"
            good="neither"
            show={percent}
          />
          {times(text).map((time) => (
            <Time key={time.name} {...time} now={now} before={before} />
          ))}
        </InTurn>
      </dl>
      <p class="footnote">{fill(text.apart, apart)}</p>
    </>
  )
}

type TimeOf = { name: string; label: string; of: (generations: GenerationSummary) => number | null | undefined }

const times = (text: Words['generations']): TimeOf[] => [
  { name: 'average-generation', label: text.averageGeneration, of: (of) => of.averageGenerationSeconds },
  { name: 'p95-generation', label: text.p95Generation, of: (of) => of.generationSeconds.p95 },
  { name: 'average-duration', label: text.averageDuration, of: (of) => of.averageDurationSeconds },
]

function Time({ name, label, of, now, before }: TimeOf & Periods) {
  const { format } = useDashboard()
  const seconds = of(now) || null
  const isWait = name !== 'average-duration'
  return (
    <TrendMetric
      name={name}
      label={label}
      current={seconds}
      previous={before && (of(before) || null)}
      kind={isWait ? 'wait' : 'length'}
      good={isWait ? 'down' : 'neither'}
      show={(value) => format.duration(value).text}
    >
      {seconds !== null && <MeasureText measure={format.duration(seconds)} />}
    </TrendMetric>
  )
}
