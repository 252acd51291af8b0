import type { Signal } from '@preact/signals'
import { signal } from '@preact/signals'
import type { Announcement } from '../announce/announce.js'
import type { Generation } from '../announce/detail.js'
import type { GenerationParams, MeasuredGeneration, TrackAction } from '../announce/report.js'
import type { Piece } from '../music/piece.js'
import type { Recipe } from '../music/recipe.js'
import type { Player } from '../sound/player.js'
import type { AudioShelf } from './audio-shelf.js'
import type { SavedTracks } from './saved-tracks.js'

export type Track = {
  kind: 'track'
  id: string
  recipe: Recipe
  piece: Piece
  /** How long the person waited for it. */
  generationSeconds: number
  isSaved: boolean
  isLiked: boolean
}

/** Why a generation failed: reasons that the switch makes up, and `unexpected` for a real one. */
export const SIMULATED_FAILURES = ['out-of-memory', 'no-worker', 'timed-out'] as const
export type FailureReason = (typeof SIMULATED_FAILURES)[number] | 'unexpected'
export type Failure = { kind: 'failure'; id: string; recipe: Recipe; reason: FailureReason }

export type Entry = Track | Failure

/** What the page says once, after an action. */
export type Notice =
  | {
      about: 'generated' | 'saved' | 'liked' | 'cancelled' | 'discarded' | 'shared' | 'linkInAddress' | 'downloaded'
      recipe: Recipe
    }
  | { about: 'failed'; reason: FailureReason }
  | { about: 'offline' | 'online' | 'soundFailed' }

/** What the studio needs of the world. */
export type Surroundings = {
  audio: AudioShelf
  player: Player
  saved: SavedTracks
  /** Tells the world of a generation, as music apps do. */
  announce(generation: Generation): Announcement
  report(action: TrackAction, trackId: string): void
  /** Lets the analytics measure a generation from here to its end. */
  measure(params: GenerationParams): MeasuredGeneration
  /** Waits as a model would make one wait, until the signal is given. */
  think(until: AbortSignal): Promise<void>
  /** The address that opens a recipe again. */
  linkTo(recipe: Recipe): string
  /** Copies a link. @returns false where the browser does not allow it */
  copy(link: string): Promise<boolean>
  download(fileName: string, file: Blob): void
  /** Milliseconds of a clock that only goes forward. */
  now(): number
  /** 0 ≤ value < 1. */
  random(): number
}

export type Studio = Surroundings & {
  /** The newest first. */
  entries: Signal<Entry[]>
  playingId: Signal<string | undefined>
  isBusy: Signal<boolean>
  /** The switch that makes generations fail. */
  isFailing: Signal<boolean>
  /** The switch that lets the analytics measure generations, which then take their time and can be cancelled. */
  isMeasuring: Signal<boolean>
  /** Ends the generation under way, where that is possible. */
  cancel: Signal<(() => void) | undefined>
  notice: Signal<Notice | undefined>
  /** What was announced last, for people to see. */
  announced: Signal<Announcement | undefined>
}

/** An idle studio that shows the saved tracks. */
export function createStudio(surroundings: Surroundings): Studio {
  return {
    ...surroundings,
    entries: signal<Entry[]>(surroundings.saved.read()),
    playingId: signal<string | undefined>(undefined),
    isBusy: signal(false),
    isFailing: signal(false),
    isMeasuring: signal(false),
    cancel: signal<(() => void) | undefined>(undefined),
    notice: signal<Notice | undefined>(undefined),
    announced: signal<Announcement | undefined>(undefined),
  }
}
