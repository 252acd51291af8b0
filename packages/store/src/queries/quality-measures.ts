import { type QualityMeasures, SKEW_BANDS } from '@son1k/contract/quality'
import { sql } from 'drizzle-orm'
import { IMPORT_AGENT } from '../ingest/import-agent.js'
import { binOf, quantile } from '../rollups/histogram.js'
import { HOUR_MS } from '../time/local-days.js'
import { lostIn } from './lost-in.js'
import type { Database } from './question.js'
import type { OfDays } from './read-days.js'
import { bytesOfRuns, joined, joinedRuns, numbersBySession, runsOf, type SessionRuns } from './session-runs.js'
import { numbersIn } from './unique-users.js'
import { isInPart } from './user-activity.js'
import type { Span } from './walk.js'

/** Later than this after it happened, an event is late. */
const LATE_MS = HOUR_MS
/** The upper ends of the bands of clock skew but the last; a difference of exactly so much lies towards `right`. */
const BAND_ENDS_MS = [-HOUR_MS, -60_000, -5_000, 5_000, 60_000, HOUR_MS]

/** Sums of what the events tell; of how wrong clocks were, a histogram. */
type Tally = Pick<QualityMeasures, 'events' | 'sequenced' | 'lost' | 'late' | 'skew'> & {
  bins: Map<number, number>
}

/** What was read, by local date; of sessions, by their numbers. */
export type Reading = {
  days: Map<string, Tally>
  runs: SessionRuns
  startedOn: Map<string, Float64Array>
}

const dateOf = (hour: string) =>
  sql.raw(`(
  SELECT day.date FROM bucket AS hour CROSS JOIN bucket AS day ON day.id = hour.day_id WHERE hour.id = ${hour})`)
const band = sql.raw(`CASE
  ${BAND_ENDS_MS.map((end, index) => `WHEN event.client_skew_ms ${end < 0 ? '<' : '<='} ${end} THEN ${index}`).join(' ')}
  WHEN event.client_skew_ms IS NOT NULL THEN ${BAND_ENDS_MS.length} END`)
const bin = sql.raw(`CASE WHEN event.client_skew_ms IS NOT NULL THEN ${binOf('abs(event.client_skew_ms)')} END`)

type Counted = { date: string; band: number | null; bin: number | null; events: number; late: number }

/** What the events of parts of time tell. */
export const qualityReadings = (database: Database, appId: number): OfDays<Reading> => ({
  name: 'quality',
  read: (part) => readQuality(database, appId, part),
  merge(parts) {
    const days = new Map<string, Tally>()
    const startedOn = new Map<string, Float64Array>()
    for (const part of parts) {
      for (const [date, tally] of part.days) addTally(dayAt(days, date), tally)
      for (const [date, ids] of part.startedOn) startedOn.set(date, joined([startedOn.get(date) ?? NONE, ids]))
    }
    return { days, startedOn, runs: joinedRuns(parts.map(({ runs }) => runs)) }
  },
  sizeOf: ({ days, runs, startedOn }) =>
    bytesOfRuns(runs) +
    [...startedOn.values()].reduce((sum, { byteLength }) => sum + byteLength, 0) +
    bytesOfTallies(days),
})

const NONE = new Float64Array()
const BYTES_OF_TALLY = 500
const BYTES_OF_BIN = 40

async function readQuality(database: Database, appId: number, part: Span): Promise<Reading> {
  const days = new Map<string, Tally>()
  const [counted, [sequenced], started] = await database.batch([
    database.all<Counted>(sql`
      SELECT ${dateOf('counted.hour_id')} AS date, band, bin, sum(events) AS events, sum(late) AS late FROM (
        SELECT event.hour_id, ${band} AS band, ${bin} AS bin, count(*) AS events,
               count(CASE WHEN event.received_at - event.at > ${LATE_MS}
                 AND event.agent_id IS NOT (SELECT id FROM agent WHERE value = ${IMPORT_AGENT}) THEN 1 END) AS late
        FROM event WHERE ${isInPart(appId, part)} GROUP BY 1, 2, 3) AS counted GROUP BY 1, 2, 3`),
    database.all<{ sessions: string; numbers: string }>(sql`
      SELECT json_group_array(event.session_id) AS sessions, json_group_array(event.seq) AS numbers
      FROM event WHERE ${isInPart(appId, part)} AND event.seq IS NOT NULL AND event.session_id IS NOT NULL`),
    database.all<{ date: string; sessions: string }>(sql`
      SELECT ${dateOf('found.hour_id')} AS date, found.sessions FROM (
        SELECT hour_id, json_group_array(id) AS sessions FROM session
        WHERE app_id = ${appId} AND started_at >= ${part.from} AND started_at < ${part.to} GROUP BY 1) AS found`),
  ])
  for (const { date, band, bin, events, late } of counted) {
    const day = dayAt(days, date)
    day.events += events
    day.late += late
    const name = band === null ? undefined : SKEW_BANDS[band]
    if (name !== undefined) day.skew[name] += events
    if (bin !== null) day.bins.set(bin, (day.bins.get(bin) ?? 0) + events)
  }
  const ids = new Map<string, number[]>()
  for (const { date, sessions } of started) ids.set(date, [...(ids.get(date) ?? []), ...numbersIn(sessions)])
  return {
    days,
    runs: runsOf(numbersIn(sequenced?.sessions), numbersIn(sequenced?.numbers)),
    startedOn: new Map([...ids].map(([date, own]) => [date, Float64Array.from(own)])),
  }
}

/**
 * What was read of each day. Of sessions that started before what was read, the first numbers were not: they count nowhere.
 * @param lastDate takes what a clock that was ahead has put beyond it
 */
export function talliesIn({ days, runs, startedOn }: Reading, lastDate: string): Map<string, Tally> {
  const tallies = new Map<string, Tally>()
  const at = (date: string) => dayAt(tallies, date > lastDate ? lastDate : date)
  for (const [date, tally] of days) addTally(at(date), tally)
  const numbers = numbersBySession(runs)
  for (const [date, sessions] of startedOn) {
    for (const sessionId of sessions) {
      const own = numbers.get(sessionId)
      if (own === undefined) continue
      const day = at(date)
      day.sequenced += own.length
      day.lost += lostIn(own)
    }
  }
  return tallies
}

/** About how many bytes they take. */
export const bytesOfTallies = (tallies: Map<string, Tally>): number =>
  [...tallies.values()].reduce((sum, { bins }) => sum + BYTES_OF_TALLY + bins.size * BYTES_OF_BIN, 0)

export const newTally = (): Tally => ({
  events: 0,
  sequenced: 0,
  lost: 0,
  late: 0,
  skew: {
    hoursBehind: 0,
    minutesBehind: 0,
    secondsBehind: 0,
    right: 0,
    secondsAhead: 0,
    minutesAhead: 0,
    hoursAhead: 0,
  },
  bins: new Map(),
})

export function addTally(sum: Tally, { events, sequenced, lost, late, skew, bins }: Tally): void {
  sum.events += events
  sum.sequenced += sequenced
  sum.lost += lost
  sum.late += late
  for (const name of SKEW_BANDS) sum.skew[name] += skew[name]
  for (const [bin, count] of bins) sum.bins.set(bin, (sum.bins.get(bin) ?? 0) + count)
}

export function measuresOf({ bins, ...sums }: Tally): QualityMeasures {
  const sorted = [...bins].map(([bin, count]) => ({ bin, count })).toSorted((a, b) => a.bin - b.bin)
  const seconds = (percent: number) => {
    const milliseconds = quantile(sorted, percent)
    return milliseconds === null ? null : milliseconds / 1_000
  }
  const { sequenced, lost } = sums
  return {
    ...sums,
    lossRate: sequenced === 0 ? null : lost / (sequenced + lost),
    skewSeconds: { p50: seconds(50), p95: seconds(95) },
  }
}

function dayAt(tallies: Map<string, Tally>, date: string): Tally {
  const known = tallies.get(date) ?? newTally()
  tallies.set(date, known)
  return known
}
