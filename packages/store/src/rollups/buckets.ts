import type { Client, InStatement } from '@libsql/client'
import { createCalendar, type LocalHour } from '../time/local-hour.js'
import { TIERS } from './define.js'

/** An app, and the number of a quarter of an hour since 1970. */
export type Quarter = [appId: number, quarter: number]

export const QUARTER_MS = 900_000
/** Quarters that are remembered at most: a year of two apps. */
const MOST_REMEMBERED = 70_000

export const quarterOf = (at: number) => Math.floor(at / QUARTER_MS)

/** SQL of the bucket of the hour that an instant lies in. The bucket is there: the writer makes it before the event. */
export const hourIdAt = (appId: string, at: string) => `(
  SELECT id FROM bucket WHERE app_id = ${appId} AND tier = ${TIERS.hour} AND starts_at <= ${at}
  ORDER BY starts_at DESC LIMIT 1)`

/**
 * Makes the buckets that events need. Which quarters of an hour have theirs is remembered, so that hardly any commit has
 * to look at a calendar.
 */
export class BucketMaker {
  readonly #known = new Set<string>()

  /** The statements that add the buckets of some quarters; none where all are known. */
  async statementsFor(client: Client, quarters: Quarter[]): Promise<InStatement[]> {
    const missing = quarters.filter((quarter) => !this.#known.has(String(quarter)))
    if (missing.length === 0) return []
    const zones = await zonesOf(client, [...new Set(missing.map(([appId]) => appId))])
    return addBuckets(missing, zones)
  }

  /** To be called when buckets were taken away. */
  forget(): void {
    this.#known.clear()
  }

  /** To be called when the statements were committed. */
  remember(quarters: Quarter[]): void {
    if (this.#known.size > MOST_REMEMBERED) this.#known.clear()
    for (const quarter of quarters) this.#known.add(String(quarter))
  }
}

/** The statements that add the buckets of some quarters, in the zones of their apps. */
export function addBuckets(quarters: Quarter[], zones: Map<number, string>): { sql: string; args: [string] }[] {
  const hours = new Map<string, BucketRow>()
  for (const [appId, zone] of zones) {
    const hourAt = createCalendar(zone)
    for (const [owner, quarter] of quarters) {
      if (owner !== appId) continue
      for (const hour of hoursIn(quarter, hourAt)) hours.set(`${appId},${hour.from}`, bucketRow(appId, hour))
    }
  }
  const rows = JSON.stringify([...hours.values()])
  return [ADD_MONTHS, ADD_DAYS, ADD_HOURS].map((sql) => ({ sql, args: [rows] }))
}

/** The zones of apps; UTC for one that isn't there. */
async function zonesOf(client: Client, appIds: number[]): Promise<Map<number, string>> {
  const { rows } = await client.execute({
    sql: 'SELECT id, time_zone FROM app WHERE id IN (SELECT value FROM json_each(?))',
    args: [JSON.stringify(appIds)],
  })
  const found = new Map(rows.map((row) => [Number(row.id), String(row.time_zone)]))
  return new Map(appIds.map((appId) => [appId, found.get(appId) ?? 'UTC']))
}

/** Mostly one: some clocks are changed in the middle of a quarter. */
function* hoursIn(quarter: number, hourAt: (at: number) => LocalHour): Generator<LocalHour> {
  for (let at = quarter * QUARTER_MS; at < (quarter + 1) * QUARTER_MS; ) {
    const hour = hourAt(at)
    yield hour
    at = hour.to
  }
}

type BucketRow = ReturnType<typeof bucketRow>
const bucketRow = (appId: number, { from, to, hourOfWeek, day, month }: LocalHour) => ({
  appId,
  from,
  to,
  hourOfWeek,
  dayFrom: day.from,
  dayTo: day.to,
  date: day.date,
  monthFrom: month.from,
  monthTo: month.to,
})

const field = (name: keyof BucketRow) => `value->>'${name}'`
const idOf = (tier: number, startsAt: keyof BucketRow) =>
  `(SELECT id FROM bucket WHERE app_id = ${field('appId')} AND tier = ${tier} AND starts_at = ${field(startsAt)})`

const ADD_MONTHS = `
INSERT INTO bucket (app_id, tier, starts_at, ends_at)
SELECT ${field('appId')}, ${TIERS.month}, ${field('monthFrom')}, ${field('monthTo')}
FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`

const ADD_DAYS = `
INSERT INTO bucket (app_id, tier, starts_at, ends_at, date, month_id)
SELECT ${field('appId')}, ${TIERS.day}, ${field('dayFrom')}, ${field('dayTo')}, ${field('date')},
       ${idOf(TIERS.month, 'monthFrom')}
FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`

const ADD_HOURS = `
INSERT INTO bucket (app_id, tier, starts_at, ends_at, hour_of_week, day_id, month_id)
SELECT ${field('appId')}, ${TIERS.hour}, ${field('from')}, ${field('to')}, ${field('hourOfWeek')},
       ${idOf(TIERS.day, 'dayFrom')}, ${idOf(TIERS.month, 'monthFrom')}
FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`
