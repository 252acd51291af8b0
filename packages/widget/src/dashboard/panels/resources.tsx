import { useDashboard } from '../context.js'
import { type Cell, cell } from '../data/table.js'
import { Fact } from '../parts/fact.js'
import { Panel } from '../parts/panel.js'
import { LoadingText } from '../parts/summary-panel.js'

/** What the server uses, and how fast it answers and writes. */
export function Resources() {
  const { state, words, format } = useDashboard()
  const text = words.system
  const frame = { name: 'resources', look: 'insight', title: text.resources, unit: words.system.now }
  const status = state.system.value.answer
  if (!status) {
    return (
      <Panel {...frame} isLoading>
        <LoadingText />
      </Panel>
    )
  }
  const ms = (value: number) => format.duration(value / 1_000).text
  const bytes = (value: number) => format.bytes(value).text
  const percentiles = ({ p50, p95, p99 }: typeof status.responses): Cell => {
    const shown = [p50, p95, p99].map((value) => cell(value, ms).text).join(' · ')
    return { value: shown, text: shown }
  }
  const facts: [string, Cell][] = [
    [text.cpu, cell(status.cpuShare, format.percent)],
    [text.memory, cell(status.rssBytes, bytes)],
    [text.loopLag, cell(status.eventLoopLagMs.p99, ms)],
    [`${text.responses} (p50 · p95 · p99)`, percentiles(status.responses)],
    [`${text.writes} (p50 · p95 · p99)`, percentiles(status.ingest)],
    [text.subscribers, cell(status.liveSubscribers, format.count)],
    [text.databaseSize, cell(status.database.bytes, bytes)],
    ...Object.entries(status.drops).map(([reason, count]): [string, Cell] => [
      `${text.drops}: ${reason}`,
      cell(count, format.count),
    ]),
  ]
  const table = { head: [text.title, text.now], rows: facts.map(([label, fact]) => [cell(label), fact]) }
  return (
    <Panel {...frame} exported={{ table, answer: status }}>
      <dl class="facts">
        {facts.map(([label, fact]) => (
          <Fact key={label} label={label}>
            {fact.text}
          </Fact>
        ))}
      </dl>
    </Panel>
  )
}
