import { AnalyticsError } from '@son1k/contract'
import { idOf } from './event-id.js'
import { known, labelOf, pathOf } from './foreign-text.js'
import { instantOf } from './local-time.js'
import type { Fields, ReadRow, RowContent } from './source.js'

const SECOND_MS = 1_000

/**
 * The files of a Plausible export that have something to be kept. Plausible gives out sums of a day and not events, and
 * forgets who its visitors were: so a row comes to as many events as it counts, at noon of its day, by visitors of that
 * day.
 * @param timeZone of the site in Plausible: its days are days of that zone
 * @throws AnalyticsError `VALIDATION_FAILED` where it is another file
 */
export function plausibleReader(timeZone: string): (columns: string[]) => ReadRow {
  return (columns) => {
    const read = readerOf(new Set(columns))
    return (row) => {
      const noon = instantOf(`${row.date}T12:00:00`, timeZone)
      return noon === undefined ? { problem: 'date must be a day such as 2026-11-24' } : read(row, Date.parse(noon))
    }
  }
}

type ReadDay = (row: Fields, noon: number) => RowContent

function readerOf(columns: Set<string>): ReadDay {
  const has = (...names: string[]) => names.every((name) => columns.has(name))
  if (has('date', 'visitors', 'events', 'name')) return readCustomEvents
  if (has('date', 'visitors', 'pageviews', 'page', 'hostname')) return readPages
  if (has('date', 'visitors', 'visits', 'visit_duration', 'bounces', 'pageviews') && columns.size === 6)
    return readVisitors
  throw new AnalyticsError(
    'VALIDATION_FAILED',
    'Of a Plausible export, import the files imported_visitors, imported_pages and imported_custom_events: the others tell the same visits by browser, place or source, which is not kept',
  )
}

/** Visits become sessions: their number, the visitors and the time in total are as the row says. */
const readVisitors: ReadDay = (row, noon) => {
  const [visits, visitors, seconds] = [row.visits, row.visitors, row.visit_duration].map(count)
  if (visits === undefined || visitors === undefined || seconds === undefined) return notCounts
  function* events() {
    const total = seconds ?? 0
    for (let visit = 0; visit < (visits ?? 0); visit++) {
      const session = { sessionId: idOf('plausible visit', row, visit), userId: visitor(row, visit, visitors) }
      const ends = noon + (part(total, visit + 1, visits) - part(total, visit, visits)) * SECOND_MS
      yield { ...session, type: 'session.start', id: idOf('plausible start', row, visit), occurredAt: iso(noon) }
      yield { ...session, type: 'session.end', id: idOf('plausible end', row, visit), occurredAt: iso(ends) }
    }
  }
  return { events: events(), names: 'contract' }
}

const readPages: ReadDay = (row, noon) => {
  const page = pathOf(row.page) ?? '/'
  const what = {
    action: 'page_view',
    element: 'page',
    page,
    value: page,
    metadata: known({ hostname: labelOf(row.hostname) }),
  }
  return repeat(row, { noon, times: count(row.pageviews), what })
}

const readCustomEvents: ReadDay = (row, noon) => {
  const [url, path] = [labelOf(row.link_url), labelOf(row.path)]
  const what = { action: labelOf(row.name), element: 'event', metadata: known({ url, path }) }
  return repeat(row, { noon, times: count(row.events), what })
}

function repeat(
  row: Fields,
  { noon, times, what }: { noon: number; times: number | undefined; what: object },
): RowContent {
  const visitors = count(row.visitors)
  if (times === undefined || visitors === undefined) return notCounts
  function* events() {
    for (let time = 0; time < (times ?? 0); time++) {
      const id = idOf('plausible', row, time)
      yield { type: 'interaction', id, occurredAt: iso(noon), userId: visitor(row, time, visitors), ...what }
    }
  }
  return { events: events(), names: 'contract' }
}

const visitor = (row: Fields, place: number, visitors = 1) =>
  `plausible:${row.date}:${(place % Math.max(1, visitors)) + 1}`
/** Shares of a whole that add up to it: what the first `parts` of all have together, in whole numbers. */
const part = (whole: number, parts: number, all = 1) => Math.floor((whole * parts) / all)
const count = (cell: unknown) => (typeof cell === 'string' && /^\d{1,12}$/.test(cell) ? Number(cell) : undefined)
const iso = (at: number) => new Date(at).toISOString()
const notCounts: RowContent = { problem: 'has something else than a number where it counts' }
