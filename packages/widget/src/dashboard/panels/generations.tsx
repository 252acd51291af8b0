import type { GenerationSummary } from '@son1k/contract'
import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { fill } from '../format.js'
import { Empty } from '../parts/empty.js'
import { MeasureText } from '../parts/measure.js'
import { Metric } from '../parts/metric.js'
import { Ring } from '../parts/ring.js'
import { SummaryPanel } from '../parts/summary-panel.js'
import { Trend } from '../parts/trend.js'
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
      table={(now, before) => ({
        head: [text.title, period, words.insight.before],
        rows: facts(words).map(([name, read]) => [
          cell(name),
          cell(read(now.generations)),
          cell(before && read(before.generations)),
        ]),
      })}
    >
      {({ generations }, previous) => <Numbers now={generations} before={previous?.generations} />}
    </SummaryPanel>
  )
}

type Read = (of: GenerationSummary) => number | null

const facts = ({ generations: text, feed, metrics }: Words): [name: string, read: Read][] => [
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

type Periods = { now: GenerationSummary; before: GenerationSummary | undefined }

function Numbers({ now, before }: Periods) {
  const { words, format } = useDashboard()
  const text = words.generations
  const { count, percent } = format
  const apart = { cancelled: count(now.cancelled), abandoned: count(now.abandoned) }
  return (
    <>
      <dl class="metrics generations-metrics">
        <Metric
          name="hero"
          label={format.plural(text.total, now.total)}
          trend={<Trend current={now.total} previous={before?.total} kind="count" good="up" show={count} />}
        >
          {count(now.total)}
        </Metric>
        <div class="metric gauge">
          <Ring share={now.successRate ?? 0} />
          <dt>{text.successRate}</dt>
          <dd>
            <span class="value">{now.successRate === null ? '–' : percent(now.successRate)}</span>{' '}
            <Trend current={now.successRate} previous={before?.successRate} kind="rate" good="up" show={percent} />
          </dd>
        </div>
        <Metric
          name="failed"
          label={text.failed}
          trend={<Trend current={now.failed} previous={before?.failed} kind="count" good="down" show={count} />}
        >
          {count(now.failed)}
        </Metric>
        <Metric
          name="keep-rate"
          label={words.metrics.keepRate}
          trend={<Trend current={now.keepRate} previous={before?.keepRate} kind="rate" good="up" show={percent} />}
        >
          {now.keepRate === null ? '–' : percent(now.keepRate)}
        </Metric>
        <Metric
          name="ai-share"
          label={text.aiShare}
          trend={
            <Trend
              current={aiShare(now)}
              previous={before && aiShare(before)}
              kind="rate"
              good="neither"
              show={percent}
            />
          }
        >
          {percent(aiShare(now) ?? 0)}
        </Metric>
        <Times now={now} before={before} />
      </dl>
      <p class="footnote">{fill(text.apart, apart)}</p>
    </>
  )
}

function Times({ now, before }: Periods) {
  const { words, format } = useDashboard()
  const text = words.generations
  const known = (seconds: number | null | undefined) => seconds || null
  const times = [
    ['average-generation', text.averageGeneration, (of: GenerationSummary) => of.averageGenerationSeconds],
    ['p95-generation', text.p95Generation, (of: GenerationSummary) => of.generationSeconds.p95],
    ['average-duration', text.averageDuration, (of: GenerationSummary) => of.averageDurationSeconds],
  ] as const
  return (
    <>
      {times.map(([name, label, read]) => {
        const seconds = known(read(now))
        const isWait = name !== 'average-duration'
        const trend = (
          <Trend
            current={seconds}
            previous={before && known(read(before))}
            kind={isWait ? 'wait' : 'length'}
            good={isWait ? 'down' : 'neither'}
            show={(value) => format.duration(value).text}
          />
        )
        return (
          <Metric key={name} name={name} label={label} trend={trend}>
            {seconds === null ? '–' : <MeasureText measure={format.duration(seconds)} />}
          </Metric>
        )
      })}
    </>
  )
}
