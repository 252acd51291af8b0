import type { RecordedEvent } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { OpenTable } from '../parts/data-table.js'
import { Fact } from '../parts/fact.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { MoreButton } from '../parts/more-button.js'
import { describeEvent } from '../words/describe-event.js'

const EVENTS = 50
const MOST_EVENTS = 1_000

/** One user: what they make, how it goes, and what they did, the newest first. */
export function UserDetail({ userId }: { userId: string }) {
  const { words, format } = useDashboard()
  const text = words.users
  const [limit, setLimit] = useState(EVENTS)
  const timeline = (events: RecordedEvent[]) => ({
    head: [words.insight.time, words.feed.title, words.feed.detail],
    rows: events.map((event) => {
      const { title, detail } = describeEvent(event, words.feed)
      return [cell(event.occurredAt, format.moment), cell(title), cell(detail)]
    }),
  })
  return (
    <InsightPanel
      name="user"
      isWide
      title={userId}
      unit={text.timeline}
      choice={String(limit)}
      load={async (ask, { range }, abort) => {
        const [user, { events, nextCursor }] = await Promise.all([
          ask('analytics.user', { range, userId }, abort),
          ask('analytics.userTimeline', { range, userId, limit }, abort),
        ])
        return { ...user, events, nextCursor }
      }}
      isEmpty={({ events }) => events.length === 0}
      table={({ events }) => timeline(events)}
      isText
      more={({ nextCursor }) =>
        nextCursor && limit < MOST_EVENTS && <MoreButton onMore={() => setLimit(Math.min(MOST_EVENTS, limit * 4))} />
      }
    >
      {(user) => (
        <>
          <dl class="facts user-facts">
            <Fact label={text.firstSeen}>{cell(user.firstSeenAt, format.moment).text}</Fact>
            <Fact label={text.lastSeen}>{cell(user.lastSeenAt, format.moment).text}</Fact>
            <Fact label={words.metrics.sessions}>{format.count(user.sessions)}</Fact>
            <Fact label={words.metrics.generations}>{format.count(user.generations)}</Fact>
            <Fact label={words.metrics.successRate}>{cell(user.successRate?.share, format.percent).text}</Fact>
            <Fact label={words.metrics.keepRate}>{cell(user.keepRate?.share, format.percent).text}</Fact>
            <Fact label={words.metrics.meanGenerationSeconds}>
              {cell(user.meanGenerationSeconds, (seconds) => format.duration(seconds).text).text}
            </Fact>
            <Fact label={text.favourite}>
              <span dir="auto">
                {user.styles
                  .map(({ value, generations }) => `${value} ${generations}`)
                  .slice(0, 3)
                  .join(' · ')}
              </span>
            </Fact>
          </dl>
          <OpenTable labelledBy="panel-user" table={timeline(user.events)} />
        </>
      )}
    </InsightPanel>
  )
}
