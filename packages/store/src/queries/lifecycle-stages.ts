import { LIFECYCLE_STAGES, type LifecycleStage, type LifecycleStageAnswer } from '@son1k/contract'
import { KEPT_WITHIN_MS } from '../rollups/keeps.js'
import { proportion } from './proportion.js'
import { namesOf, type Track, type TrackAction, type TrackLives } from './track-lives.js'

/** When a track came to each stage that it reached, in milliseconds UTC; null where that is not known. */
export type StageTimes = Partial<Record<LifecycleStage, number | null>>

const BEFORE: Record<LifecycleStage, LifecycleStage | null> = {
  requested: null,
  ready: 'requested',
  played: 'ready',
  played30s: 'played',
  completed: 'played30s',
  kept: 'ready',
  saved: 'ready',
  downloaded: 'ready',
  shared: 'ready',
  liked: 'ready',
}

/** How far a track came, as what is done with it shows: who hears its end has played it. */
const SHOWS: Record<TrackAction, LifecycleStage[]> = {
  play: ['played'],
  play_30s: ['played', 'played30s'],
  play_complete: ['played', 'played30s', 'completed'],
  save: ['kept', 'saved'],
  download: ['kept', 'downloaded'],
  share: ['kept', 'shared'],
  like: ['kept', 'liked'],
}

/** The stages of a track. What is done counts from when it is ready, for seven days. */
export function stagesOf(track: Track, { starts, done }: TrackLives, startNames: Map<string, string[]>): StageTimes {
  const ready = track.readyAt.length === 0 ? undefined : Math.min(...track.readyAt)
  const begun = (startNames.get(track.name) ?? []).flatMap((id) => starts.get(id) ?? [])
  const times: StageTimes = { requested: requestedAt(track, { ready, begun }) }
  if (ready === undefined) return times
  times.ready = ready
  for (const { action, at } of done.get(track.name) ?? []) {
    if (!track.readyAt.some((from) => at >= from && at <= from + KEPT_WITHIN_MS)) continue
    for (const stage of SHOWS[action]) times[stage] = Math.min(at, times[stage] ?? at)
  }
  return times
}

/** As its start says, or else as the wait tells. */
function requestedAt(track: Track, { ready, begun }: { ready: number | undefined; begun: number[] }): number | null {
  if (begun.length > 0) return Math.min(...begun)
  return ready === undefined || track.waitMs === null ? null : ready - track.waitMs
}

/** The ids of starts by the name of the track that they are of, and those that have no generation. */
export function matchStarts({ tracks, starts }: TrackLives): { byTrack: Map<string, string[]>; open: string[] } {
  const byTrack = new Map<string, string[]>()
  const open: string[] = []
  for (const id of starts.keys()) {
    const own = namesOf(id).filter((name) => tracks.has(name))
    for (const name of own) byTrack.set(name, [...(byTrack.get(name) ?? []), id])
    if (own.length === 0) open.push(id)
  }
  return { byTrack, open }
}

/** How many tracks came to each stage, and how long they took. `open` is how many were started and never ended. */
export function stageAnswers(tracks: StageTimes[], open: number): LifecycleStageAnswer[] {
  const requested = tracks.length + open
  const reached = (stage: LifecycleStage) => tracks.filter((times) => times[stage] !== undefined)
  const countOf = (stage: LifecycleStage) => (stage === 'requested' ? requested : reached(stage).length)
  return LIFECYCLE_STAGES.map((stage) => {
    const after = BEFORE[stage]
    const count = countOf(stage)
    return {
      stage,
      tracks: count,
      share: requested === 0 ? null : count / requested,
      after,
      conversion: after === null ? null : proportion(count, countOf(after)),
      medianSeconds: after === null ? null : medianSeconds(reached(stage), after, stage),
    }
  })
}

/** A client's clock may say that what comes after was before: then it took no time. */
function medianSeconds(tracks: StageTimes[], from: LifecycleStage, to: LifecycleStage): number | null {
  const times: number[] = []
  for (const each of tracks) {
    const [start, end] = [each[from] ?? null, each[to] ?? null]
    if (start !== null && end !== null) times.push(Math.max(0, end - start))
  }
  const median = Float64Array.from(times).sort()[Math.ceil(times.length / 2) - 1]
  return median === undefined ? null : median / 1_000
}
