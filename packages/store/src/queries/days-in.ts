import { sql } from 'drizzle-orm'
import { TIERS } from '../rollups/define.js'
import { MORE_THAN_A_MONTH_MS } from '../time/local-hour.js'
import type { Database } from './question.js'
import type { Span } from './walk.js'

/** A part of time that lies in a local day. `version`: another whenever what raw rows say of the part has changed. */
export type DayPart = Span & { version: string }

type Row = Span & { events: number; kept: number; userVersion: number; isSpellingDue: number }
type ListedDay = [from: number, to: number, userVersion: number, events: number, kept: number]

/**
 * The local days that have events, cut to a span: the newest first, no two of them overlapping. Raw rows above the watermark
 * are only ever added, and marked as kept: so the sums of a day tell whether they did, besides those of its sessions.
 */
export async function daysIn(database: Database, { appId, span }: { appId: number; span: Span }): Promise<DayPart[]> {
  const rows = await daysMeeting(database, { appId, span })
  const parts: DayPart[] = []
  let end = span.to
  for (const [index, row] of rows.entries()) {
    const part = { from: Math.max(row.from, span.from), to: Math.min(row.to, end) }
    if (part.from >= part.to) continue
    parts.push({ ...part, version: versionOf(rows, { index, part }) })
    end = part.from
  }
  return parts
}

/** The newest first. A row each would take five times as long to hand over as one text of them all: a year has many. */
async function daysMeeting(database: Database, { appId, span }: { appId: number; span: Span }): Promise<Row[]> {
  const [listed] = await database.all<{ days: string; isSpellingDue: number }>(sql`
    SELECT json_group_array(json_array(starts_at, ends_at, user_version, coalesce(events, 0), coalesce(kept, 0))) AS days,
           (SELECT spelling_due FROM ingest_cursor) AS isSpellingDue
    FROM bucket LEFT JOIN rollup_total ON rollup_total.bucket_id = bucket.id
    WHERE app_id = ${appId} AND tier = ${TIERS.day} AND ends_at > ${span.from}
      AND starts_at > ${span.from - MORE_THAN_A_MONTH_MS} AND starts_at < ${span.to}`)
  const days: ListedDay[] = JSON.parse(listed?.days ?? '[]')
  return days
    .map(([from, to, userVersion, events, kept]) => ({
      from,
      to,
      userVersion,
      events,
      kept,
      isSpellingDue: listed?.isSpellingDue ?? 0,
    }))
    .toSorted((a, b) => b.from - a.from)
}

/** Days overlap where an app was given another zone: then an event may count in any of those that its time lies in. */
function versionOf(rows: Row[], { index, part }: { index: number; part: Span }): string {
  const around = (step: 1 | -1): Row[] => {
    const found: Row[] = []
    for (let at = index + step; ; at += step) {
      const row = rows[at]
      if (!row || row.from >= part.to || row.to <= part.from) return found
      found.push(row)
    }
  }
  const [own] = rows.slice(index, index + 1)
  return [...around(-1), ...(own ? [own] : []), ...around(1)]
    .map(({ from, events, kept, userVersion, isSpellingDue }) =>
      [from, events, kept, userVersion, isSpellingDue].join(' '),
    )
    .join(',')
}
