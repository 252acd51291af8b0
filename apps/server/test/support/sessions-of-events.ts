import { type Row, rowsOf, type Tables } from './dump-tables.js'

const START = 1
const END = 2

/** What the sessions are by their definition, worked out from the raw rows the plain way; by id. */
export function sessionsOfEvents(tables: Tables): Row[] {
  const pageView = rowsOf(tables, 'label').find(({ value }) => value === 'page_view')?.id
  const bySession = new Map<Row[string], Row[]>()
  for (const event of rowsOf(tables, 'event')) {
    const id = event.session_id ?? null
    if (id !== null) bySession.set(id, [...(bySession.get(id) ?? []), event])
  }
  const sessions = [...bySession].map(([id, unordered]) => {
    const events = unordered.toSorted(
      (a, b) => numberIn(a, 'at') - numberIn(b, 'at') || (`${a.uuid}` < `${b.uuid}` ? -1 : 1),
    )
    const ends = events.filter(({ type }) => type === END)
    return {
      id,
      user_id: events[0]?.user_id ?? null,
      started_at: events[0]?.at ?? null,
      last_at: events.at(-1)?.at ?? null,
      ended_at: ends.at(-1)?.at ?? null,
      page_views: events.filter(({ action_id }) => action_id !== null && action_id === pageView).length,
      context_id: events.find((event) => event.type === START && event.context_id !== null)?.context_id ?? null,
    }
  })
  return byId(sessions)
}

/** The same columns of the sessions as they are stored. */
export const storedSessions = (tables: Tables): Row[] =>
  byId(
    rowsOf(tables, 'session').map(({ id, user_id, started_at, last_at, ended_at, page_views, context_id }) => ({
      id: id ?? null,
      user_id: user_id ?? null,
      started_at: started_at ?? null,
      last_at: last_at ?? null,
      ended_at: ended_at ?? null,
      page_views: page_views ?? null,
      context_id: context_id ?? null,
    })),
  )

const numberIn = (row: Row, column: string) => Number(row[column])
const byId = (rows: Row[]) => rows.toSorted((a, b) => numberIn(a, 'id') - numberIn(b, 'id'))
