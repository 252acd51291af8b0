import { compose } from '../music/compose.js'
import type { Recipe } from '../music/recipe.js'
import { isRecipe } from './is-recipe.js'
import type { Track } from './studio.js'

/** The tracks that the person saved, in this browser. Only recipes are stored: the music comes out of them again. */
export type SavedTracks = {
  /** The newest first. */
  read(): Track[]
  write(tracks: readonly Track[]): void
}

const STORAGE_KEY = 'son1k_demo_saved'
const MOST_SAVED = 50

type SavedTrack = { id: string; recipe: Recipe; generationSeconds: number }

/** Saved tracks in `localStorage`; where that is refused they live as long as the page. */
export function createSavedTracks(storage: () => Pick<Storage, 'getItem' | 'setItem'>): SavedTracks {
  return {
    read() {
      try {
        const stored: unknown = JSON.parse(storage().getItem(STORAGE_KEY) ?? '[]')
        return Array.isArray(stored) ? stored.filter(isSavedTrack).map(toTrack) : []
      } catch {
        return []
      }
    },
    write(tracks) {
      const stored = tracks.slice(0, MOST_SAVED).map(({ id, recipe, generationSeconds }) => ({
        id,
        recipe,
        generationSeconds,
      }))
      try {
        storage().setItem(STORAGE_KEY, JSON.stringify(stored))
      } catch {
        // Full or refused: the list on the page is still right.
      }
    },
  }
}

function toTrack({ id, recipe, generationSeconds }: SavedTrack): Track {
  return { kind: 'track', id, recipe, piece: compose(recipe), generationSeconds, isSaved: true, isLiked: false }
}

function isSavedTrack(value: unknown): value is SavedTrack {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'generationSeconds' in value &&
    typeof value.generationSeconds === 'number' &&
    'recipe' in value &&
    isRecipe(value.recipe)
  )
}
