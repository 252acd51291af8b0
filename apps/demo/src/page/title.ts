import type { Recipe } from '../music/recipe.js'
import type { Words } from './words/words.js'

/** What a track is called: its prompt, or that it has none. */
export function titleOf({ prompt }: Recipe, words: Words): string {
  return prompt.trim() || words.tracks.untitled
}
