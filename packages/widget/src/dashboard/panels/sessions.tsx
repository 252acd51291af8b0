import type { SummaryPeriod } from '@son1k/contract'
import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { fill } from '../format.js'
import { Empty } from '../parts/empty.js'
import { MeasureText } from '../parts/measure.js'
import { Metric } from '../parts/metric.js'
import { SummaryPanel } from '../parts/summary-panel.js'
import { Trend } from '../parts/trend.js'
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
      table={(now, before) => ({
        head: [text.title, period, words.insight.before],
        rows: facts(text).map(([name, read]) => [cell(name), cell(read(now)), cell(before && read(before))]),
      })}
    >
      {(period, previous) => <Numbers now={period} before={previous} />}
    </SummaryPanel>
  )
}

const tracksPerSession = ({ generations, sessions }: SummaryPeriod) =>
  sessions.total === 0 ? null : generations.total / sessions.total

const facts = (text: Words['sessions']): [name: string, read: (of: SummaryPeriod) => number | null][] => [
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
  const perSession = tracksPerSession(now)
  return (
    <>
      <dl class="metrics">
        <Metric
          name="sessions-total"
          label={text.total}
          trend={<Trend current={sessions.total} previous={previous?.total} kind="count" good="up" show={count} />}
        >
          {count(sessions.total)}
        </Metric>
        <Metric
          name="unique-users"
          label={text.uniqueUsers}
          trend={
            <Trend
              current={sessions.uniqueUsers}
              previous={previous?.uniqueUsers}
              kind="count"
              good="up"
              show={count}
            />
          }
        >
          {count(sessions.uniqueUsers)}
        </Metric>
        <Metric
          name="average-session"
          label={text.averageDuration}
          trend={
            <Trend
              current={sessions.averageDurationSeconds}
              previous={previous && (previous.averageDurationSeconds || null)}
              kind="length"
              good="up"
              show={duration}
            />
          }
        >
          <MeasureText measure={format.duration(sessions.averageDurationSeconds)} />
        </Metric>
        <Metric
          name="tracks-per-session"
          label={text.perSession}
          trend={
            <Trend
              current={perSession}
              previous={before && tracksPerSession(before)}
              kind="count"
              good="up"
              show={format.tenths}
            />
          }
        >
          {format.tenths(perSession ?? 0)}
        </Metric>
      </dl>
      <p class="footnote">{fill(text.medianNote, { time: cell(sessions.medianDurationSeconds, duration).text })}</p>
    </>
  )
}
