import type { BreakdownInput, BreakdownPeriod, RowDetails } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { isFinished } from '../rollups/define.js'
import { type Kept, whileKept } from './answerable.js'
import { addBin, newCell } from './cell.js'
import { type Key, rowsOf, sourceOf } from './dimensions.js'
import { type AskedOf, coveredBy } from './insight.js'
import { textsOf } from './key-texts.js'
import { isMeasured, rawSpan, VALUES_BINNED } from './measure-raw.js'
import { metricOf } from './metrics.js'
import { type NameFilter, type Names, readNames } from './names.js'
import type { Database } from './question.js'
import { type OfDays, readDays } from './read-days.js'
import type { Steps } from './steps.js'
import { type Window, windowOf } from './window.js'

/** What sums don't have, of the generations with a value. */
type Detail = { bins: Map<number, number>; users: Set<number> }
/** By the keys of raw rows. */
type Details = Map<Key, Detail>

type Asking = { database: Database; asked: AskedOf<BreakdownInput>; steps: Steps }

/** Adds to the rows of a breakdown what is read from the raw generations that have their values, as far back as these are kept. */
export function withDetails(
  { database, asked, steps }: Asking,
  period: BreakdownPeriod,
  isBefore: boolean,
): Promise<BreakdownPeriod> {
  const { appId, now, input, dayParts } = asked
  return whileKept(database, appId, async (kept) => {
    const names = await readNames(database, { appId, form: input.names })
    const window = windowOfPeriod(period, { asked: { now, input }, kept, isBefore })
    const span = rawSpan(window, kept.rawFrom)
    const values = period.rows.map(({ value }) => value)
    const filters = names.withFolds([...(input.filters ?? []), { dimension: input.dimension, op: 'is', values }])
    const ofDays = detailsOf(database, { appId, filters, dimension: input.dimension, isBefore })
    const isRemembered = ofDays.name.length <= LONGEST_NAME
    const read = await readDays({ database, steps, kept, span, dayParts: isRemembered ? dayParts : undefined }, ofDays)
    const rows = await rowsWith(database, ofDays.merge([read.settled, read.recent]), { period, input, names })
    const from = Math.min(read.span.from, window.to)
    const covered = { from, to: window.to, isCut: from > window.from }
    return { ...period, rows, detailed: coveredBy({ covered }) }
  })
}

type Around = { asked: { now: number; input: BreakdownInput }; kept: Kept; isBefore: boolean }

function windowOfPeriod({ from, to }: BreakdownPeriod, { asked, kept, isBefore }: Around): Window {
  const covered = { from: Date.parse(from), to: Date.parse(to) }
  const { range } = asked.input
  const isUntilNow = !isBefore && 'days' in range
  return {
    ...covered,
    readTo: isUntilNow ? windowOf(range, { now: asked.now, zone: kept.timeZone }).readTo : covered.to,
  }
}

/** What is asked of many long values is not remembered. */
const LONGEST_NAME = 10_000
const BYTES_OF_ENTRY = 40

type Reading = { appId: number; filters: NameFilter[]; dimension: BreakdownInput['dimension']; isBefore: boolean }

function detailsOf(database: Database, { appId, filters, dimension, isBefore }: Reading): OfDays<Details> {
  const key = sql.raw(sourceOf(dimension).key)
  const { bin, isKnown } = VALUES_BINNED.generationMs
  return {
    name: `details ${JSON.stringify([dimension, filters, isBefore])}`,
    read: async (part) => {
      const rows = sql`${sql.raw(rowsOf(dimension))} WHERE ${isMeasured({ appId, filters }, part)} AND ${key} IS NOT NULL`
      const [bins, users] = await database.batch([
        database.all<{ key: Key; bin: number; count: number }>(
          sql`SELECT ${key} AS "key", ${sql.raw(bin)} AS bin, count(*) AS count FROM ${rows} AND ${sql.raw(isKnown)} GROUP BY 1, 2`,
        ),
        database.all<{ key: Key; userId: number }>(
          sql`SELECT DISTINCT ${key} AS "key", event.user_id AS userId FROM ${rows} AND ${sql.raw(isFinished)}`,
        ),
      ])
      const details: Details = new Map()
      for (const row of bins) addBin(detailAt(details, row.key), row.bin, row.count)
      for (const row of users) detailAt(details, row.key).users.add(row.userId)
      return details
    },
    merge(parts) {
      const whole: Details = new Map()
      for (const part of parts) for (const [each, detail] of part) addDetail(detailAt(whole, each), detail)
      return whole
    },
    sizeOf: (details) =>
      [...details.values()].reduce((sum, { bins, users }) => sum + (4 + bins.size + users.size) * BYTES_OF_ENTRY, 0),
  }
}

function detailAt<Name>(details: Map<Name, Detail>, name: Name): Detail {
  const known = details.get(name) ?? { bins: new Map(), users: new Set() }
  details.set(name, known)
  return known
}

function addDetail(sum: Detail, { bins, users }: Detail): void {
  for (const [bin, count] of bins) addBin(sum, bin, count)
  for (const userId of users) sum.users.add(userId)
}

type Listed = { period: BreakdownPeriod; input: BreakdownInput; names: Names }

/** A row's value is known in all its spellings. */
async function rowsWith(database: Database, details: Details, { period, input, names }: Listed) {
  const table = names.tableOf(input.dimension)
  const nameOf = (text: string) => table?.canonical(text).key ?? text
  const keys = [...details.keys()].filter((key) => key !== null)
  const byName = new Map<string, Detail>()
  for (const [key, text] of await textsOf(database, keys, input.dimension)) {
    const own = details.get(key)
    if (own) addDetail(detailAt(byName, nameOf(text)), own)
  }
  return period.rows.map((row) => ({ ...row, ...shown(byName.get(nameOf(row.value))) }))
}

const shown = (detail: Detail | undefined): RowDetails => ({
  p95GenerationSeconds: metricOf('p95GenerationSeconds', { ...newCell(), bins: detail?.bins ?? new Map() }),
  users: detail?.users.size ?? 0,
})
