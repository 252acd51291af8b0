import type { Covered, Dimension, Filter, KeepRateOfValue, LifecycleInput, LifecyclePeriod } from '@son1k/contract'
import { sql } from 'drizzle-orm'
import { OUTCOME_CODES } from '../db/codes.js'
import { KEPT_WITHIN_MS } from '../rollups/keeps.js'
import { DAY_MS } from '../time/local-days.js'
import { whileKept } from './answerable.js'
import { byBytes } from './by-bytes.js'
import { type Key, rowsOf, sourceOf } from './dimensions.js'
import { type AskedOf, coveredBy } from './insight.js'
import { matchStarts, type StageTimes, stageAnswers, stagesOf } from './lifecycle-stages.js'
import { isMeasured, rawSpan } from './measure-raw.js'
import { groupSpellings, type Names, readNames } from './names.js'
import { promptChanges, type Retry } from './prompt-changes.js'
import { proportion } from './proportion.js'
import type { Database } from './question.js'
import { versionOfSpan } from './read-days.js'
import { partIn } from './remembered.js'
import { chainsOf, parentName, type Tried } from './retry-chains.js'
import { shownVersion, toldTexts } from './shown-prompts.js'
import type { Steps } from './steps.js'
import { actionNumbers, newTrackLives, readDone, readGenerations, type TrackLives } from './track-lives.js'
import { type Span, walkBack } from './walk.js'
import { windowOf } from './window.js'

const DEFAULT_ROWS = 10
/** Tracks that are held in memory, about 300 bytes each. */
const MOST_TRACKS = 500_000

type Values = Map<Key, { succeeded: number; kept: number }>

/** What becomes of tracks: whether they are heard and kept, after how many tries, and what helps. */
export async function lifecycle(
  database: Database,
  asked: AskedOf<LifecycleInput>,
  steps: Steps,
): Promise<LifecyclePeriod> {
  const { appId, now, input } = asked
  const { by, limit = DEFAULT_ROWS } = input
  const names = await readNames(database, { appId, form: input.names })
  const filters = names.withFolds(input.filters)
  return whileKept(database, appId, async (kept) => {
    const { timeZone: zone, rawFrom } = kept
    const window = windowOf(input.range, { now, zone })
    const span = rawSpan(window, rawFrom)
    // What is done with the last tracks comes after them.
    const whole = { from: span.from, to: Math.max(span.to, Math.min(span.to + KEPT_WITHIN_MS, now + DAY_MS)) }
    const ofMade = await versionOfSpan(database, kept, span)
    const ofDone = await versionOfSpan(database, kept, whole)
    const shown = await shownVersion(database)
    const version = ofMade === undefined || ofDone === undefined ? undefined : `${ofMade}/${ofDone}/${shown}`
    const name = `lifecycle of ${appId} ${JSON.stringify([filters, by, limit, input.names, by && names.tableOf(by)?.rows])}`
    const known = version === undefined ? undefined : partIn<Answer>(asked.dayParts, { name, version })
    const cover = (from: number) =>
      coveredBy({ covered: { from: Math.min(from, window.to), to: window.to, isCut: from > window.from } })
    if (known !== undefined) return { ...cover(span.from), ...known }
    const lives = newTrackLives()
    const values: Values = new Map()
    const actions = await actionNumbers(database)
    const isEnough = () => lives.tracks.size + lives.done.size > MOST_TRACKS
    const { from } = await walkBack({ span: whole, firstPart: DAY_MS, steps, isEnough }, async (part) => {
      await readDone(database, { appId, part, actions }, lives)
      const made = { from: part.from, to: Math.min(part.to, span.to) }
      if (made.from >= made.to) return
      await readGenerations(database, { appId, filters, part: made }, lives)
      if (by) await readValues(database, { appId, by, filters, part: made }, values)
    })
    const answer = {
      ...(await answerOf(database, lives, { appId, limit })),
      ...(by && { values: await valueRows(database, values, { appId, by, names, limit }) }),
    }
    if (version !== undefined && from <= span.from)
      asked.dayParts?.keep(name, { version, value: answer, bytes: JSON.stringify(answer).length * 2 })
    return { ...cover(from), ...answer }
  })
}

type Answer = Omit<LifecyclePeriod, keyof Covered>

async function answerOf(
  database: Database,
  lives: TrackLives,
  { appId, limit }: { appId: number; limit: number },
): Promise<Pick<LifecyclePeriod, 'stages' | 'chains' | 'changes'>> {
  const { byTrack, open } = matchStarts(lives)
  const times: StageTimes[] = []
  const tried: Tried[] = []
  for (const track of lives.tracks.values()) {
    if (!track.passes) continue
    const stages = stagesOf(track, lives, byTrack)
    times.push(stages)
    if (track.finishedAt !== null) tried.push({ track, isKept: stages.kept !== undefined })
  }
  return {
    stages: stageAnswers(times, open.length),
    chains: chainsOf(tried, lives.tracks),
    changes: promptChanges(await textOfRetries(database, retriesOf(tried, lives), appId), limit),
  }
}

type Pair = { before: number; after: number; isKept: boolean }

/** The new tries of tracks that were not kept, of which both prompts are known and differ. */
function retriesOf(tried: Tried[], { tracks }: TrackLives): Pair[] {
  const byName = new Map(tried.map((each) => [each.track.name, each]))
  return tried.flatMap(({ track, isKept }) => {
    const parent = track.parentId === null ? undefined : byName.get(parentName(track.parentId, tracks))
    if (!parent || parent.isKept) return []
    const [before, after] = [parent.track.promptId, track.promptId]
    return before === null || after === null || before === after ? [] : [{ before, after, isKept }]
  })
}

/** Those of which both prompts may be told. */
async function textOfRetries(database: Database, pairs: Pair[], appId: number): Promise<Retry[]> {
  const ids = [...new Set(pairs.flatMap(({ before, after }) => [before, after]))]
  const texts = await toldTexts(database, ids, { dimension: 'prompt', appId })
  return pairs.flatMap(({ isKept, ...pair }) => {
    const [before, after] = [texts.get(pair.before), texts.get(pair.after)]
    return before === undefined || after === undefined ? [] : [{ before, after, isKept }]
  })
}

async function readValues(
  database: Database,
  { appId, by, filters, part }: { appId: number; by: Dimension; filters: Filter[]; part: Span },
  values: Values,
): Promise<void> {
  const rows = await database.all<{ key: Key; succeeded: number; kept: number }>(sql`
    SELECT ${sql.raw(sourceOf(by).key)} AS "key", count(*) AS succeeded, count(event.kept) AS kept
    FROM ${sql.raw(rowsOf(by))} WHERE ${isMeasured({ appId, filters }, part)}
    AND event.outcome = ${OUTCOME_CODES.succeeded} GROUP BY 1`)
  for (const { key, succeeded, kept } of rows) {
    const known = values.get(key) ?? { succeeded: 0, kept: 0 }
    values.set(key, { succeeded: known.succeeded + succeeded, kept: known.kept + kept })
  }
}

async function valueRows(
  database: Database,
  values: Values,
  { appId, by, names, limit }: { appId: number; by: Dimension; names: Names; limit: number },
): Promise<KeepRateOfValue[]> {
  const keys = [...values.keys()].filter((key) => key !== null)
  const texts = await toldTexts(database, keys, { dimension: by, appId })
  const spellings = [...texts].map(([key, text]) => {
    const counts = values.get(key) ?? { succeeded: 0, kept: 0 }
    return { id: counts, text, generations: counts.succeeded }
  })
  const table = names.tableOf(by)
  const groups = table
    ? groupSpellings(table, spellings)
    : spellings.map((spelling) => ({ shown: spelling.text, spellings: [spelling] }))
  return groups
    .flatMap(({ shown, spellings }): KeepRateOfValue[] => {
      const sumOf = (count: 'succeeded' | 'kept') => spellings.reduce((sum, { id }) => sum + id[count], 0)
      const [succeeded, kept] = [sumOf('succeeded'), sumOf('kept')]
      const keepRate = proportion(kept, succeeded)
      return keepRate === null ? [] : [{ value: shown, succeeded, kept, keepRate }]
    })
    .toSorted((a, b) => b.succeeded - a.succeeded || byBytes(a.value, b.value))
    .slice(0, limit)
}
