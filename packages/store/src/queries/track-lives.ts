import type { Filter } from '@son1k/contract'
import { type SQL, sql } from 'drizzle-orm'
import { OUTCOME_CODES, TYPE_CODES } from '../db/codes.js'
import { isFinishedOutcome } from '../rollups/measure.js'
import { uuidOf } from '../rollups/track-ids.js'
import { listOf } from './covered.js'
import { holdsAll } from './filter-sql.js'
import type { Database } from './question.js'
import type { Span } from './walk.js'

/** What somebody does with a track, by the words of its events. */
const TRACK_ACTIONS = ['play', 'play_30s', 'play_complete', 'save', 'download', 'share', 'like'] as const
export type TrackAction = (typeof TRACK_ACTIONS)[number]
type Done = { action: TrackAction; at: number }

/** A track, by its generation; several generations of the same id are one track. Times are milliseconds UTC. */
export type Track = {
  name: string
  /** Of its first generation that came to an end, good or bad; null where all were given up. */
  finishedAt: number | null
  /** When it succeeded; more than once where its id was given twice. */
  readyAt: number[]
  /** How long the first one that succeeded took; null where nobody says. */
  waitMs: number | null
  parentId: string | null
  promptId: number | null
  /** Whether the filters let any of its generations through. */
  passes: boolean
}

/** What was read of a range. Names of tracks are those of `trackName`; what refers to a track does so by a text. */
export type TrackLives = {
  tracks: Map<string, Track>
  /** The earliest start of each id, of those that the filters let through. */
  starts: Map<string, number>
  done: Map<string, Done[]>
}

export const newTrackLives = (): TrackLives => ({ tracks: new Map(), starts: new Map(), done: new Map() })

/** A generation without an id of its own goes by its UUID. */
const trackName = (generationId: string | null, uuid: string) =>
  generationId === null ? `uuid ${uuid}` : `id ${generationId}`

/** The names that a text may stand for: an app's id, and a UUID however it is written. */
export function namesOf(text: string): string[] {
  const uuid = uuidOf(text)
  return uuid === undefined ? [`id ${text}`] : [`id ${text}`, `uuid ${uuid}`]
}

type GenerationRow = [
  generationId: string | null,
  uuid: string,
  at: number,
  outcome: number,
  waitMs: number | null,
  parentId: string | null,
  promptId: number | null,
  passes: number,
]
type Part = { appId: number; filters: Filter[]; part: Span }

/** Reads the generations of a part, and the starts of some. */
export async function readGenerations(
  database: Database,
  { appId, filters, part }: Part,
  { tracks, starts }: TrackLives,
): Promise<void> {
  const rows = await rowsOfTracks<GenerationRow>(
    database,
    sql`event.generation_id, lower(hex(event.uuid)), event.at, event.outcome, event.generation_ms, event.parent_id,
        event.prompt_id, coalesce(${holdsAll(filters)}, false)`,
    isOf(TYPE_CODES.generation, { appId, part }),
  )
  const latestFirst = rows.toSorted(([, uuid, at], [, otherUuid, other]) => other - at || (uuid < otherUuid ? 1 : -1))
  for (const row of latestFirst) addGeneration(tracks, row)
  const begun = await database.all<{ generationId: string; at: number }>(sql`
    SELECT event.generation_id AS generationId, min(event.at) AS at FROM event
    WHERE ${isOf(TYPE_CODES['generation.start'], { appId, part })} AND ${holdsAll(filters)} GROUP BY 1`)
  for (const { generationId, at } of begun) starts.set(generationId, Math.min(at, starts.get(generationId) ?? at))
}

/** Rows come from the latest to the earliest, so that what the first generation says is what stays. */
function addGeneration(tracks: Map<string, Track>, row: GenerationRow): void {
  const [generationId, uuid, at, outcome, waitMs, parentId, promptId, passes] = row
  const name = trackName(generationId, uuid)
  const known = tracks.get(name)
  const track: Track = known ?? {
    name,
    finishedAt: null,
    readyAt: [],
    waitMs: null,
    parentId: null,
    promptId: null,
    passes: false,
  }
  if (!known) tracks.set(name, track)
  track.parentId = parentId ?? track.parentId
  track.promptId = promptId ?? track.promptId
  track.passes ||= passes === 1
  if (isFinishedOutcome(outcome)) track.finishedAt = at
  if (outcome !== OUTCOME_CODES.succeeded) return
  track.readyAt.push(at)
  track.waitMs = waitMs
}

/** Reads what was done in a part. `actions` are the numbers of the words. */
export async function readDone(
  database: Database,
  { appId, part, actions }: { appId: number; part: Span; actions: Map<number, TrackAction> },
  { done }: TrackLives,
): Promise<void> {
  const rows = await rowsOfTracks<[generationId: string, actionId: number, at: number]>(
    database,
    sql`event.generation_id, event.action_id, event.at`,
    sql`${isOf(TYPE_CODES.interaction, { appId, part })} AND event.generation_id IS NOT NULL
      AND event.action_id IN ${listOf([...actions.keys()])}`,
  )
  for (const [generationId, actionId, at] of rows) {
    const action = actions.get(actionId)
    if (action === undefined) continue
    for (const name of namesOf(generationId)) {
      const known = done.get(name)
      if (known) known.push({ action, at })
      else done.set(name, [{ action, at }])
    }
  }
}

/** The numbers of the words for what is done; those that nobody ever sent have none. */
export async function actionNumbers(database: Database): Promise<Map<number, TrackAction>> {
  const rows = await database.all<{ id: number; value: TrackAction }>(sql`
    SELECT id, value FROM label WHERE value IN (SELECT value FROM json_each(${JSON.stringify(TRACK_ACTIONS)}))`)
  return new Map(rows.map(({ id, value }) => [id, value]))
}

/**
 * Rows of events as lists, in one text: to make an object of each takes the driver longer than to read it. Holds at run time:
 * `Row` has a value for each of the columns.
 */
async function rowsOfTracks<Row>(database: Database, columns: SQL, where: SQL): Promise<Row[]> {
  const [found] = await database.all<{ rows: string }>(
    sql`SELECT json_group_array(json_array(${columns})) AS rows FROM event WHERE ${where}`,
  )
  return JSON.parse(found?.rows ?? '[]') as Row[]
}

const isOf = (type: number, { appId, part }: Pick<Part, 'appId' | 'part'>): SQL => sql`
  event.app_id = ${appId} AND event.type = ${type} AND event.at >= ${part.from} AND event.at < ${part.to}`
