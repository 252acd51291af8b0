import type { RecentEvent } from '@son1k/contract'
import { useDashboard } from '../context.js'
import { cell, type Table } from '../data/table.js'
import { useGrowing } from '../data/use-growing.js'
import { useInTurn } from '../data/use-in-turn.js'
import { fill } from '../format.js'
import { Empty } from '../parts/empty.js'
import { Panel } from '../parts/panel.js'
import { ScrollBox } from '../parts/scroll-box.js'
import { StreamNeeded } from '../parts/stream-needed.js'
import { LoadingText } from '../parts/summary-panel.js'
import { describeEvent } from '../words/describe-event.js'
import type { Words } from '../words/words.js'

/** So many fit into a frame. */
const LINES = 8

export function LiveFeed() {
  const { state, words } = useDashboard()
  const text = words.feed
  const events = useInTurn(state.snapshot)?.recentEvents
  const isWaiting = !events && state.connection.value !== 'connecting'
  return (
    <Panel
      name="feed"
      title={text.title}
      unit={text.unit}
      isLoading={!events && !isWaiting}
      exported={events && { table: eventsTable(events, words), answer: events }}
    >
      {events ? <Events events={events} /> : isWaiting ? <StreamNeeded /> : <LoadingText />}
    </Panel>
  )
}

const eventsTable = (events: RecentEvent[], { insight, alerts, feed, system }: Words): Table => ({
  head: [insight.time, alerts.happened, feed.detail, system.user],
  rows: events.map((event) => {
    const { title, detail } = describeEvent(event, feed)
    return [cell(event.at), cell(title), cell(detail), cell(event.userId)]
  }),
})

function Events({ events }: { events: RecentEvent[] }) {
  const { words } = useDashboard()
  const text = words.feed
  const drawn = useGrowing(events.length, LINES)
  if (events.length === 0) return <Empty text={text.empty} hint={text.emptyHint} />
  return (
    <ScrollBox labelledBy="panel-feed">
      <ol>
        {events.slice(0, drawn).map((event) => (
          <Line key={event.id} event={event} />
        ))}
      </ol>
    </ScrollBox>
  )
}

function Line({ event }: { event: RecentEvent }) {
  const { words, format } = useDashboard()
  const { mark, title, detail, mood } = describeEvent(event, words.feed)
  return (
    <li class={`feed-line ${mood}`}>
      <time dateTime={event.at} title={format.moment(event.at)}>
        {format.clock(event.at)}
      </time>
      <span class="feed-mark" aria-hidden="true">
        {mark}
      </span>
      <span class="feed-text">
        <span class="feed-title">{title}</span>{' '}
        {detail && (
          <span class="feed-detail" dir="auto">
            {detail}
          </span>
        )}{' '}
        <span class="feed-user" dir="auto">
          {fill(words.feed.by, { user: event.userId })}
        </span>
      </span>
    </li>
  )
}
