import { useDashboard } from '../context.js'
import { Fact } from '../parts/fact.js'
import { Panel } from '../parts/panel.js'
import { LoadingText } from '../parts/summary-panel.js'

/** What the server uses, and how fast it answers and writes. */
export function Resources() {
  const { state, words, format } = useDashboard()
  const text = words.system
  const status = state.system.value.answer
  const ms = (value: number | null | undefined) => (value == null ? '–' : format.duration(value / 1_000).text)
  const three = ({ p50, p95, p99 }: { p50: number | null; p95: number | null; p99: number | null }) =>
    [p50, p95, p99].map(ms).join(' · ')
  return (
    <Panel name="resources" look="insight" title={text.resources} unit={words.system.now} isLoading={!status}>
      {status ? (
        <dl class="facts">
          <Fact label={text.cpu}>{format.percent(status.cpuShare)}</Fact>
          <Fact label={text.memory}>{format.bytes(status.rssBytes).text}</Fact>
          <Fact label={text.loopLag}>{ms(status.eventLoopLagMs.p99)}</Fact>
          <Fact label={`${text.responses} (p50 · p95 · p99)`}>{three(status.responses)}</Fact>
          <Fact label={`${text.writes} (p50 · p95 · p99)`}>{three(status.ingest)}</Fact>
          <Fact label={text.subscribers}>{format.count(status.liveSubscribers)}</Fact>
          <Fact label={text.databaseSize}>
            {status.database.bytes === null ? '–' : format.bytes(status.database.bytes).text}
          </Fact>
          {Object.entries(status.drops).map(([reason, count]) => (
            <Fact key={reason} label={`${text.drops}: ${reason}`}>
              {format.count(count)}
            </Fact>
          ))}
        </dl>
      ) : (
        <LoadingText />
      )}
    </Panel>
  )
}
