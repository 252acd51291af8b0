import type { SummaryPeriod } from '@son1k/contract'
import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { fill } from '../format.js'
import { Empty } from '../parts/empty.js'
import { factsTable, type PeriodFact } from '../parts/facts-table.js'
import { MeasureText } from '../parts/measure.js'
import { SummaryPanel } from '../parts/summary-panel.js'
import { TrendMetric } from '../parts/trend-metric.js'
import { scriptTag } from '../snippets.js'
import { periodName } from '../words/period-name.js'
import type { Words } from '../words/words.js'

export function Sessions() {
  const { host, state, words, format } = useDashboard()
  const text = words.sessions
  const period = periodName(state.period.value, { words, format })
  const empty = <Empty text={text.empty} hint={text.emptyHint} code={scriptTag(host.endpoint)} />
  return (
    <SummaryPanel
      name="sessions"
      title={text.title}
      unit={period}
      empty={({ sessions }) => (sessions.total === 0 ? empty : undefined)}
      table={factsTable([text.title, period, words.insight.before], facts(text))}
    >
      {(period, previous) => <Numbers now={period} before={previous} />}
    </SummaryPanel>
  )
}

const tracksPerSession = ({ generations, sessions }: SummaryPeriod) =>
  sessions.total === 0 ? null : generations.total / sessions.total

const facts = (text: Words['sessions']): PeriodFact[] => [
  [text.total, ({ sessions }) => sessions.total],
  [text.uniqueUsers, ({ sessions }) => sessions.uniqueUsers],
  [`${text.averageDuration} (s)`, ({ sessions }) => sessions.averageDurationSeconds],
  [`${text.median} (s)`, ({ sessions }) => sessions.medianDurationSeconds],
  [text.perSession, tracksPerSession],
]

function Numbers({ now, before }: { now: SummaryPeriod; before: SummaryPeriod | undefined }) {
  const { words, format } = useDashboard()
  const text = words.sessions
  const { count } = format
  const duration = (seconds: number) => format.duration(seconds).text
  const { sessions } = now
  const previous = before?.sessions
  return (
    <>
      <dl class="metrics">
        <TrendMetric
          name="sessions-total"
          label={text.total}
          current={sessions.total}
          previous={previous?.total}
          kind="count"
          good="up"
          show={count}
        />
        <TrendMetric
          name="unique-users"
          label={text.uniqueUsers}
          current={sessions.uniqueUsers}
          previous={previous?.uniqueUsers}
          kind="count"
          good="up"
          show={count}
        />
        <TrendMetric
          name="average-session"
          label={text.averageDuration}
          current={sessions.averageDurationSeconds}
          previous={previous && (previous.averageDurationSeconds || null)}
          kind="length"
          good="up"
          show={duration}
        >
          <MeasureText measure={format.duration(sessions.averageDurationSeconds)} />
        </TrendMetric>
        <TrendMetric
          name="tracks-per-session"
          label={text.perSession}
          current={tracksPerSession(now)}
          previous={before && tracksPerSession(before)}
          kind="count"
          good="up"
          show={format.tenths}
        />
      </dl>
      <p class="footnote">{fill(text.medianNote, { time: cell(sessions.medianDurationSeconds, duration).text })}</p>
    </>
  )
}
