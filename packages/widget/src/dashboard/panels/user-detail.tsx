import type { RecordedEvent, UserTimeline } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { usePages } from '../data/use-pages.js'
import { OpenTable } from '../parts/data-table.js'
import { Fact } from '../parts/fact.js'
import { FilterButton } from '../parts/filter-button.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { MoreButton } from '../parts/more-button.js'
import { describeEvent } from '../words/describe-event.js'
import { PersonRights } from './person-rights.js'

const EVENTS = 50

/** One user: what they make, how it goes, and what they did, the newest first. */
export function UserDetail({ userId, onErased }: { userId: string; onErased: () => void }) {
  const { state, words, format } = useDashboard()
  const text = words.users
  const [count, setCount] = useState(1)
  const readPages = usePages<UserTimeline>()
  const timeline = (events: RecordedEvent[]) => ({
    head: [words.insight.time, words.alerts.happened, words.feed.detail],
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
      choice={String(count)}
      load={async (ask, { range }, abort) => {
        const key = JSON.stringify([range, state.app.peek()])
        const [user, pages] = await Promise.all([
          ask('analytics.user', { range, userId }, abort),
          readPages({ key, count }, (cursor) =>
            ask('analytics.userTimeline', { range, userId, limit: EVENTS, ...(cursor && { cursor }) }, abort),
          ),
        ])
        return { ...user, events: pages.flatMap(({ events }) => events), nextCursor: pages.at(-1)?.nextCursor }
      }}
      isEmpty={({ events }) => events.length === 0}
      table={({ events }) => timeline(events)}
      isText
      more={({ nextCursor }) => nextCursor && <MoreButton onMore={() => setCount(count + 1)} />}
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
                {user.styles.slice(0, 3).map(({ value, generations }, index) => (
                  <span key={value} class="favourite">
                    {index > 0 && '· '}
                    <FilterButton dimension="style" value={value} />
                    {`\u00a0${generations} `}
                  </span>
                ))}
              </span>
            </Fact>
          </dl>
          <PersonRights userId={userId} onErased={onErased} />
          <OpenTable labelledBy="panel-user" table={timeline(user.events)} />
        </>
      )}
    </InsightPanel>
  )
}
