import { sql } from 'drizzle-orm'
import { TIERS } from '../rollups/define.js'
import { DAY_MS, localDays, startOfLocalDay } from '../time/local-days.js'
import { appOf, type Database } from './question.js'
import { type Window, windowBefore } from './window.js'

/** Whose windows, and from when on there are raw events, rollups and prompts; see `app` in the schema. */
export type Kept = { appId: number; timeZone: string; rawFrom: number; rollupsFrom: number; promptsFrom: number }

/**
 * The window that is answered in place of one that is asked for: where the raw events are gone, whole local days alone
 * can be told, so that a window which begins or ends there is extended to them; where the sums are gone, too, it begins
 * when they do.
 */
export async function answerableWindow(database: Database, kept: Kept, window: Window): Promise<Window> {
  const { rawFrom } = kept
  const from = window.from < rawFrom ? (await dayAround(database, kept, window.from)).from : window.from
  if (window.to >= rawFrom) return withSums(kept, { ...window, from })
  const { to } = await dayAround(database, kept, window.to - 1)
  return withSums(kept, { from, to, readTo: to })
}

/**
 * The window before another that is answered. Where the raw events are gone, it begins with a local day, and keeps its
 * length: up to a day may lie between the two.
 */
export async function answerableWindowBefore(database: Database, kept: Kept, window: Window): Promise<Window> {
  const before = windowBefore(window)
  if (before.from >= kept.rawFrom) return before
  const { from } = await dayAround(database, kept, before.from)
  const to = Math.min(before.to, Math.max(from + before.to - before.from, kept.rawFrom))
  return withSums(kept, { from, to, readTo: to })
}

const withSums = ({ rollupsFrom }: Kept, window: Window): Window => ({
  ...window,
  from: Math.max(window.from, Math.min(rollupsFrom, window.to)),
})

type Day = { from: number; to: number }

/**
 * Answers a question with what is kept; once more where events went meanwhile, which is so once a day: from the moment
 * that the watermark has moved, there may be only a part of what lies below it.
 */
export async function whileKept<Answer>(
  database: Database,
  appId: number,
  answer: (kept: Kept) => Promise<Answer>,
): Promise<Answer> {
  for (;;) {
    const kept = { appId, ...(await appOf(database, appId)) }
    const answered = await answer(kept)
    const { rawFrom, rollupsFrom, promptsFrom } = await appOf(database, appId)
    if (rawFrom === kept.rawFrom && rollupsFrom === kept.rollupsFrom && promptsFrom === kept.promptsFrom)
      return answered
  }
}

/** The day around an instant: the stored one, which is another zone's where the app has changed it, or the zone's. */
async function dayAround(database: Database, { appId, timeZone }: Kept, at: number): Promise<Day> {
  const [stored] = await database.all<Day>(sql`
    SELECT starts_at AS "from", ends_at AS "to" FROM bucket
    WHERE app_id = ${appId} AND tier = ${TIERS.day} AND starts_at <= ${at} ORDER BY starts_at DESC LIMIT 1`)
  if (stored && stored.to > at) return stored
  const from = startOfLocalDay(timeZone, at)
  return { from, to: localDays(timeZone, from, from + 2 * DAY_MS)[0]?.to ?? at }
}
