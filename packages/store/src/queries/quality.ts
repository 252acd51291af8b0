import type { Quality, QualityCounts, QualityDay, QualityInput } from '@son1k/contract/quality'
import { sql } from 'drizzle-orm'
import { lostKindOfCode } from '../db/codes.js'
import { localDays } from '../time/local-days.js'
import type { AskedOf } from './insight.js'
import {
  addTally,
  bytesOfTallies,
  measuresOf,
  newTally,
  qualityReadings,
  type Reading,
  talliesIn,
} from './quality-measures.js'
import { appOf, type Database } from './question.js'
import { type DaysRead, type OfDays, readRange } from './read-days.js'
import { remembered } from './remembered.js'
import type { Steps } from './steps.js'
import { windowOf } from './window.js'

type CountRow = { date: string; kind: number; reason: string; events: number }

/** How well the data can be trusted, day by day: what is missing, came late or twice, or was refused. */
export async function quality(database: Database, asked: AskedOf<QualityInput>, steps: Steps): Promise<Quality> {
  const { appId, now, input } = asked
  const { timeZone: zone } = await appOf(database, appId)
  const window = windowOf(input.range, { now, zone })
  const dates = [...new Set(localDays(zone, window.from, window.to).map(({ date }) => date))]
  const lastDate = dates.at(-1) ?? ''
  const readings = qualityReadings(database, appId)
  const { tallies, ...covered } = await readRange({ database, asked, steps }, readings, (read) => ({
    tallies: talliesOf(read, { asked, readings, lastDate }),
  }))
  const firstMeasured = localDays(zone, Date.parse(covered.from), Date.parse(covered.from) + 1)[0]?.date ?? ''
  const counts = countsByDate(await countRows(database, appId, dates))
  const days = dates.map((date): QualityDay => {
    const isMeasured = date >= firstMeasured && Date.parse(covered.from) < Date.parse(covered.to)
    const measured = isMeasured ? measuresOf(tallies.get(date) ?? newTally()) : null
    return { date, ...(counts.get(date) ?? noCounts()), measured }
  })
  const total = noCounts()
  for (const day of days) addCounts(total, day)
  const all = newTally()
  for (const tally of tallies.values()) addTally(all, tally)
  return { ...covered, days, total: { ...total, measured: measuresOf(all) } }
}

type Telling = { asked: AskedOf<unknown>; readings: OfDays<Reading>; lastDate: string }

/** Of some hundred thousand sessions, what they lost is not worked out again until something has changed. */
function talliesOf({ settled, recent, version }: DaysRead<Reading>, { asked, readings, lastDate }: Telling) {
  const make = () => talliesIn(readings.merge([settled, recent]), lastDate)
  if (version === undefined) return make()
  const own = { name: `tallies of ${asked.appId} until ${lastDate}`, version }
  return remembered(asked.dayParts, own, { make, sizeOf: bytesOfTallies })
}

const countRows = (database: Database, appId: number, dates: string[]) =>
  database.all<CountRow>(sql`
    SELECT date, kind, reason, events FROM lost_event
    WHERE app_id = ${appId} AND date >= ${dates[0] ?? ''} AND date <= ${dates.at(-1) ?? ''}`)

const noCounts = (): QualityCounts => ({ duplicates: 0, rejected: {}, dropped: {}, clientDropped: {} })

function countsByDate(rows: CountRow[]): Map<string, QualityCounts> {
  const byDate = new Map<string, QualityCounts>()
  for (const { date, kind, reason, events } of rows) {
    const counts = byDate.get(date) ?? noCounts()
    byDate.set(date, counts)
    const name = lostKindOfCode(kind)
    if (name === 'duplicates') counts.duplicates += events
    else addReasons(counts[name], { [reason]: events })
  }
  return byDate
}

function addCounts(sum: QualityCounts, day: QualityCounts): void {
  sum.duplicates += day.duplicates
  for (const kind of ['rejected', 'dropped', 'clientDropped'] as const) addReasons(sum[kind], day[kind])
}

function addReasons(sum: Record<string, number | undefined>, more: Record<string, number | undefined>): void {
  for (const [reason, events] of Object.entries(more)) sum[reason] = (sum[reason] ?? 0) + (events ?? 0)
}
