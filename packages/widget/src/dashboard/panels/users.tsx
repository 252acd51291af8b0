import type { Users as UsersAnswer, UsersInput } from '@son1k/contract'
import { useState } from 'preact/hooks'
import { useDashboard } from '../context.js'
import { cell } from '../data/table.js'
import { usePages } from '../data/use-pages.js'
import { Choice } from '../parts/choice.js'
import { FilterButton } from '../parts/filter-button.js'
import { InsightPanel } from '../parts/insight-panel.js'
import { MoreButton } from '../parts/more-button.js'
import { rateCell } from '../parts/rate-cell.js'
import { SearchField } from '../parts/search-field.js'
import { UserDetail } from './user-detail.js'

const SORTS = ['lastSeen', 'generations', 'sessions', 'successRate', 'keepRate'] as const satisfies UsersInput['sort'][]
const ROWS = 25

/** Who uses the app, and one of them in detail. */
export function Users() {
  const { state, words, format } = useDashboard()
  const text = words.users
  const [search, setSearch] = useState('')
  const [sort, setSort] = useState<(typeof SORTS)[number]>('lastSeen')
  const [count, setCount] = useState(1)
  const readPages = usePages<UsersAnswer>()
  const [chosen, setChosen] = useState<string>()
  return (
    <>
      <InsightPanel
        name="users"
        isWide
        title={text.title}
        choice={`${sort} ${count} ${search}`}
        controls={
          <>
            <Choice
              label={text.sort}
              options={SORTS.map((each) => [each, each === 'lastSeen' ? text.lastSeen : words.metrics[each]])}
              value={sort}
              onChoose={(next) => {
                setSort(next)
                setCount(1)
              }}
            />
            <SearchField
              what={words.people.users}
              value={search}
              onSearch={(next) => {
                setSearch(next)
                setCount(1)
              }}
            />
          </>
        }
        load={async (ask, { range, filters }, abort) => {
          const input = { range, filters, sort, limit: ROWS, ...(search.trim() && { search: search.trim() }) }
          const pages = await readPages({ key: JSON.stringify([input, state.app.peek()]), count }, (cursor) =>
            ask('analytics.users', { ...input, ...(cursor && { cursor }) }, abort),
          )
          const last = pages.at(-1)
          return { found: last?.found ?? 0, nextCursor: last?.nextCursor, rows: pages.flatMap(({ rows }) => rows) }
        }}
        isEmpty={({ rows }) => rows.length === 0}
        table={({ rows }) => ({
          head: [
            words.system.user,
            text.lastSeen,
            words.metrics.sessions,
            words.metrics.generations,
            words.metrics.successRate,
            words.metrics.keepRate,
            text.favourite,
          ],
          rows: rows.map(({ userId, lastSeenAt, sessions, generations, successRate, keepRate, favouriteStyle }) => [
            {
              ...cell(userId),
              content: (
                <button
                  type="button"
                  class="value-button"
                  title={text.open}
                  aria-expanded={userId === chosen}
                  onClick={() => setChosen(userId === chosen ? undefined : userId)}
                >
                  <span dir="auto">{userId}</span>
                </button>
              ),
            },
            cell(lastSeenAt, format.moment),
            cell(sessions, format.count),
            cell(generations, format.count),
            rateCell(successRate, format),
            rateCell(keepRate, format),
            {
              ...cell(favouriteStyle),
              ...(favouriteStyle !== null && { content: <FilterButton dimension="style" value={favouriteStyle} /> }),
            },
          ]),
        })}
        note={({ found, rows }) => `${format.count(rows.length)} / ${format.count(found)}`}
        more={({ nextCursor }) => nextCursor && <MoreButton onMore={() => setCount(count + 1)} />}
      />
      {chosen !== undefined && <UserDetail key={chosen} userId={chosen} onErased={() => setChosen(undefined)} />}
    </>
  )
}
