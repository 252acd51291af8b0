import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { Fact } from '../parts/fact.js'
import { MeasureText } from '../parts/measure.js'
import { Panel } from '../parts/panel.js'

export function SystemState() {
  const { state, words } = useDashboard()
  const text = words.system
  const { answer } = state.system.value
  const table = answer && {
    head: [text.title, text.now],
    rows: [
      [cell(text.version), cell(answer.version)],
      [cell(`${text.uptime} (s)`), cell(answer.uptimeSeconds)],
      [cell(text.serverQueue), cell(answer.queue.events)],
      [cell(text.stored), cell(answer.database.events)],
    ],
  }
  return (
    <Panel name="system" title={text.title} unit={text.now} exported={table && { table, answer }}>
      <dl class="facts">
        <ServerFacts />
        <BrowserFacts />
      </dl>
    </Panel>
  )
}

function ServerFacts() {
  const { state, words, format } = useDashboard()
  const text = words.system
  const { answer, failure } = state.system.value
  const today = state.snapshot.value?.today
  const health = failure ? (failure.kind === 'unreachable' ? 'unreachable' : 'failing') : answer ? 'healthy' : 'asking'
  const unknown = '–'
  const drops = Object.values(answer?.drops ?? {}).reduce((sum, count) => sum + count, 0)
  return (
    <>
      <Fact name="server" label={text.server}>
        <span class={`lamp ${health}`} aria-hidden="true" /> {text.serverStates[health]}
        {answer && <span class="note"> {answer.version}</span>}
      </Fact>
      <Fact name="active-sessions" label={text.activeSessions}>
        {state.activeSessions.value === undefined ? unknown : format.count(state.activeSessions.value)}
      </Fact>
      <Fact name="today" label={text.today}>
        {today
          ? `${format.plural(text.todayTracks, today.generations)}, ${format.plural(text.todaySessions, today.sessions)}`
          : unknown}
      </Fact>
      <Fact name="uptime" label={text.uptime}>
        {answer ? <MeasureText measure={format.duration(answer.uptimeSeconds)} /> : unknown}
      </Fact>
      <Fact name="write-time" label={text.writeTime}>
        {answer?.ingest.p95 ? <MeasureText measure={format.duration(answer.ingest.p95 / 1000)} /> : unknown}
      </Fact>
      <Fact name="server-queue" label={text.serverQueue}>
        {answer ? format.plural(text.storedEvents, answer.queue.events) : unknown}
      </Fact>
      <Fact name="stored" label={text.stored}>
        {answer ? format.plural(text.storedEvents, answer.database.events) : unknown}
        {typeof answer?.database.bytes === 'number' && (
          <span class="note"> {format.bytes(answer.database.bytes).text}</span>
        )}
      </Fact>
      <Fact name="drops" label={text.drops}>
        {answer ? format.plural(text.storedEvents, drops) : unknown}
      </Fact>
    </>
  )
}

function BrowserFacts() {
  const { state, words, format } = useDashboard()
  const text = words.system
  const tracker = state.tracker.value
  const isOnline = tracker?.isOnline ?? state.isOnline.value
  return (
    <>
      <Fact name="online" label={text.online}>
        <span class={`lamp ${isOnline ? 'healthy' : 'unreachable'}`} aria-hidden="true" />{' '}
        {isOnline ? words.yes : words.no}
      </Fact>
      {tracker && (
        <>
          <Fact name="queue" label={text.queue}>
            {tracker.queueLength === 0 ? text.queueEmpty : format.plural(text.queueState, tracker.queueLength)}
            {tracker.retryCount > 0 && <span class="note"> {format.plural(text.retries, tracker.retryCount)}</span>}
            {!tracker.enabled && <span class="note"> {text.disabled}</span>}
          </Fact>
          <Fact name="session" label={text.session}>
            {tracker.sessionId ? <span title={tracker.sessionId}>{tracker.sessionId.slice(0, 8)}</span> : words.none}
          </Fact>
          <Fact name="user" label={text.user}>
            <span dir="auto">{tracker.userId}</span>
          </Fact>
        </>
      )}
    </>
  )
}
