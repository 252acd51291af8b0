import type { Answer, Question, Transaction } from '../db/transaction.js'
import { addBuckets, QUARTER_MS, type Quarter, quarterOf } from './buckets.js'
import { TIERS } from './define.js'

/** The bucket of an hour, and those that it is a part of. */
export type Hour = { id: number; dayId: number; monthId: number }
type KnownHour = Hour & { startsAt: number; endsAt: number; hourOfWeek: number }

/** Quarters that are remembered at most: a year of two apps. */
const MOST_REMEMBERED = 70_000

const HOURS = `
SELECT list.key, hour.id, hour.day_id, hour.month_id, hour.starts_at, hour.ends_at, hour.hour_of_week
FROM json_each(?) AS list
CROSS JOIN bucket AS hour ON hour.app_id = list.value->>0 AND hour.tier = ${TIERS.hour}
  AND hour.starts_at < list.value->>2
  AND hour.starts_at >= (
    SELECT coalesce(max(starts_at), list.value->>1) FROM bucket
    WHERE app_id = list.value->>0 AND tier = ${TIERS.hour} AND starts_at <= list.value->>1)
ORDER BY list.key, hour.starts_at`

const ZONES = `
SELECT list.value, coalesce(app.time_zone, 'UTC')
FROM json_each(?) AS list LEFT JOIN app ON app.id = list.value`

/** The hours of events: which bucket an instant lies in. Remembers them by quarters of an hour, because some zones have such. */
export class Hours {
  readonly #known = new Map<string, KnownHour[]>()

  forget(): void {
    this.#known.clear()
  }

  /** Those of some quarters that are not known. */
  missing(quarters: Iterable<Quarter>): Quarter[] {
    if (this.#known.size > MOST_REMEMBERED) this.forget()
    const missing = new Map<string, Quarter>()
    for (const quarter of quarters) {
      const key = String(quarter)
      if (!this.#known.has(key)) missing.set(key, quarter)
    }
    return [...missing.values()]
  }

  /** For the buckets of some quarters; none where there are no quarters. */
  questions(quarters: Quarter[]): Question[] {
    if (quarters.length === 0) return []
    const spans = quarters.map(([appId, quarter]) => [appId, quarter * QUARTER_MS, (quarter + 1) * QUARTER_MS])
    return [{ sql: HOURS, args: [JSON.stringify(spans)] }]
  }

  /** Takes the answer in, except for quarters that have no buckets yet. */
  learn(quarters: Quarter[], answer: Answer | undefined): void {
    for (const [quarter, hours] of hoursOf(quarters, answer)) {
      if (isCovered(quarter, hours)) this.#known.set(String(quarter), hours)
    }
  }

  /** Makes the buckets of quarters that have none yet. */
  async make(transaction: Transaction, quarters: Quarter[]): Promise<void> {
    if (quarters.length === 0) return
    const appIds = [...new Set(quarters.map(([appId]) => appId))]
    const [zones] = await transaction.read([{ sql: ZONES, args: [JSON.stringify(appIds)] }])
    const zoneOf = new Map((zones ?? []).map(([appId, zone]) => [Number(appId), String(zone)]))
    await transaction.write(addBuckets(quarters, zoneOf))
    const [answer] = await transaction.read(this.questions(quarters))
    for (const [quarter, hours] of hoursOf(quarters, answer)) this.#known.set(String(quarter), hours)
  }

  /** The hour that an instant lies in; its quarter is known. */
  at(appId: number, at: number): KnownHour {
    const hours = this.#known.get(`${appId},${quarterOf(at)}`) ?? []
    let found: KnownHour | undefined
    for (const hour of hours) if (hour.startsAt <= at) found = hour
    if (!found) throw new RangeError(`no bucket has the instant ${at} of app ${appId}`)
    return found
  }
}

function hoursOf(quarters: Quarter[], answer: Answer | undefined): [Quarter, KnownHour[]][] {
  const found = quarters.map((quarter): [Quarter, KnownHour[]] => [quarter, []])
  for (const [place, id, dayId, monthId, startsAt, endsAt, hourOfWeek] of answer ?? []) {
    found[Number(place)]?.[1].push({
      id: Number(id),
      dayId: Number(dayId),
      monthId: Number(monthId),
      startsAt: Number(startsAt),
      endsAt: Number(endsAt),
      hourOfWeek: Number(hourOfWeek),
    })
  }
  return found
}

/** Whether hours, in order, leave no part of a quarter out. */
function isCovered([, quarter]: Quarter, hours: KnownHour[]): boolean {
  let covered = quarter * QUARTER_MS
  for (const { startsAt, endsAt } of hours) if (startsAt <= covered) covered = Math.max(covered, endsAt)
  return covered >= (quarter + 1) * QUARTER_MS
}
