import type { Covered, Range } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { TYPE_CODES } from '../db/codes.js'
import { DAY_MS } from '../time/local-days.js'
import { type Kept, whileKept } from './answerable.js'
import type { DayParts } from './day-parts.js'
import { type DayPart, daysIn } from './days-in.js'
import { type AskedOf, coveredBy } from './insight.js'
import { rawSpan } from './measure-raw.js'
import type { Database } from './question.js'
import { partIn, remembered, rememberedLater } from './remembered.js'
import type { Steps } from './steps.js'
import { type Span, walkBack } from './walk.js'
import { windowOf } from './window.js'

/** How a question is answered from parts of time that are each read by themselves. */
export type OfDays<Part> = {
  /** Tells apart all that reads other parts, or merges them otherwise, of an app. */
  name: string
  /** Reads one part of time. */
  read: (part: Span) => Promise<Part>
  /** Puts any number of parts together into a new one, and leaves them as they are. */
  merge: (parts: Part[]) => Part
  /** About how many bytes a part takes. */
  sizeOf: (part: Part) => number
}

/**
 * What was found: `settled` but for the last days, `recent` in these. The span is what was read; `version` is another
 * whenever the same span may say something else, and undefined where nothing tells.
 */
export type DaysRead<Part> = { settled: Part; recent: Part; span: Span; version: string | undefined }

/** Days that are likely to change yet. */
const RECENT_DAYS = 2

type Reading = {
  database: Database
  asked: AskedOf<{ range: Range }>
  steps: Steps
  /** Tells apart all answers that follow from the same days: given, the answer is remembered, too. */
  answerName?: string
}

/**
 * Reads the raw events of a range by local days, as far back as they are kept, the newest first, while there is time. What
 * is remembered of a day, and of all but the last days together, is not read again until something there has changed.
 */
export function readRange<Part, Answer>(
  { database, asked, steps, answerName }: Reading,
  ofDays: OfDays<Part>,
  answer: (read: DaysRead<Part>, kept: Kept) => Promise<Answer> | Answer,
): Promise<Covered & Answer> {
  const { appId, now, input } = asked
  return whileKept(database, appId, async (kept) => {
    const window = windowOf(input.range, { now, zone: kept.timeZone })
    const readTo = asked.isUpToNow ? Math.min(window.readTo, window.to + 1) : window.readTo
    const span = rawSpan({ ...window, readTo }, kept.rawFrom)
    const named = asked.isBefore ? { ...ofDays, name: `${ofDays.name} before` } : ofDays
    const read = await readDays({ database, steps, kept, span, dayParts: asked.dayParts }, named)
    const { from } = read.span
    const covered = { from: Math.min(from, window.to), to: window.to, isCut: from > window.from }
    const { version } = read
    const make = async () => answer(read, kept)
    if (answerName === undefined || version === undefined) return { ...coveredBy({ covered }), ...(await make()) }
    const own = { name: `answer ${appId} ${ofDays.name} ${answerName}`, version }
    const sizeOf = (answered: Answer) => JSON.stringify(answered).length * BYTES_OF_CHARACTER
    return { ...coveredBy({ covered }), ...(await rememberedLater(asked.dayParts, own, { make, sizeOf })) }
  })
}

const BYTES_OF_CHARACTER = 4

export type DaysReading = { database: Database; steps: Steps; kept: Kept; span: Span; dayParts: DayParts | undefined }

/** The same of a span. */
export async function readDays<Part>(
  { database, steps, kept: { appId, rollupsFrom }, span, dayParts }: DaysReading,
  ofDays: OfDays<Part>,
): Promise<DaysRead<Part>> {
  const { appId: _, ...whole } = await untilTheEnd(database, appId, span)
  const days = await daysIn(database, { appId, span: { ...whole, from: Math.max(span.from, rollupsFrom) } })
  const found: Found<Part>[] = []
  let from = span.to
  let isUp = false
  const reader = partReader(ofDays, steps)
  for (const day of days) {
    const name = `${appId} ${day.from} ${day.to} ${ofDays.name}`
    const known = partIn<Part>(dayParts, { name, version: day.version })
    const { part, readFrom } = known === undefined ? await reader(day) : { part: known, readFrom: day.from }
    from = Math.min(from, readFrom)
    found.push({ part, day })
    if (known !== undefined) continue
    isUp = readFrom > day.from
    if (isUp) break
    dayParts?.keep(name, { version: day.version, value: part, bytes: ofDays.sizeOf(part) })
  }
  if (!isUp) from = Math.min(span.from, from)
  // Of days before that there are no sums any more, and so nothing that tells whether they have changed.
  if (!isUp && span.from < rollupsFrom) {
    const oldest = { from: span.from, to: Math.min(span.to, rollupsFrom), version: '' }
    const { part, readFrom } = await reader(oldest)
    found.push({ part, day: oldest })
    from = readFrom
  }
  const last = (days[0]?.to ?? 0) - RECENT_DAYS * DAY_MS
  const isRecent = ({ day }: Found<Part>) => day.from >= last
  const settled = found.filter((each) => !isRecent(each))
  const recent = found.filter(isRecent)
  const merged = { make: () => ofDays.merge(settled.map(({ part }) => part)), sizeOf: ofDays.sizeOf }
  return {
    // Of a day that was read in part, more may be read the next time.
    settled: remembered(
      isUp ? undefined : dayParts,
      { name: `${appId} ${ofDays.name}`, version: versionOf(settled) },
      merged,
    ),
    recent: ofDays.merge(recent.map(({ part }) => part)),
    span: { from, to: span.to },
    version: isUp || found.some(({ day }) => day.version === '') ? undefined : versionOf(found),
  }
}

/**
 * Tells whether what raw events say of a span may have changed: another text whenever they may. Undefined where there are
 * no sums any more that would tell.
 */
export async function versionOfSpan(
  database: Database,
  { appId, rollupsFrom }: Kept,
  span: Span,
): Promise<string | undefined> {
  if (span.from < rollupsFrom) return undefined
  const { from, to } = await untilTheEnd(database, appId, span)
  const days = await daysIn(database, { appId, span: { from, to } })
  return [`${from}-${to}`, ...days.map((day) => `${day.from} ${day.version}`)].join(';')
}

type Found<Part> = { part: Part; day: DayPart }

/** Where nothing was stored after its end, a span goes on for ever: what is remembered of its last day serves later, too. */
async function untilTheEnd(database: Database, appId: number, span: Span): Promise<Span & { appId: number }> {
  const [later] = await database.all<{ at: number }>(sql`
    SELECT at FROM event WHERE app_id = ${appId} AND type IN ${Object.values(TYPE_CODES)} AND at >= ${span.to} LIMIT 1`)
  return { appId, from: span.from, to: later || span.to <= span.from ? span.to : Number.MAX_SAFE_INTEGER }
}

/** Reads a day, in parts that are each read in a moment; `readFrom` is later than its start where the time was up. */
function partReader<Part>({ read, merge }: OfDays<Part>, steps: Steps) {
  let firstPart = DAY_MS
  return async (day: DayPart): Promise<{ part: Part; readFrom: number }> => {
    const parts: Part[] = []
    const begunMs = steps.elapsedMs
    const { from } = await walkBack({ span: day, firstPart, steps }, async (part) => {
      parts.push(await read(part))
    })
    const tookMs = Math.max(1, steps.elapsedMs - begunMs)
    firstPart = Math.max(1, Math.min(DAY_MS, Math.floor((DAY_MS * MOST_MS) / tookMs)))
    const [only] = parts
    return { part: parts.length === 1 && only !== undefined ? only : merge(parts), readFrom: from }
  }
}

/** How long a statement should take. */
const MOST_MS = 100

const versionOf = (found: Found<unknown>[]) => found.map(({ day }) => `${day.from}-${day.to} ${day.version}`).join(';')
