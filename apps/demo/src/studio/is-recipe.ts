import { MOOD_IDS, type MoodId } from '../music/mood.js'
import type { Recipe } from '../music/recipe.js'
import { STYLE_IDS, type StyleId } from '../music/style.js'

export const PROMPT_LENGTH = 400
export const SEED_LIMIT = 2 ** 32

export function isStyleId(value: unknown): value is StyleId {
  return STYLE_IDS.some((id) => id === value)
}

export function isMoodId(value: unknown): value is MoodId {
  return MOOD_IDS.some((id) => id === value)
}

function isSeed(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < SEED_LIMIT
}

/** Whether something from outside (a link, the browser's storage) can be composed. */
export function isRecipe(value: unknown): value is Recipe {
  if (typeof value !== 'object' || value === null) return false
  const { prompt, style, mood, aiEnhanced, seed } = value as Partial<Record<keyof Recipe, unknown>>
  return (
    typeof prompt === 'string' &&
    prompt.length <= PROMPT_LENGTH &&
    isStyleId(style) &&
    isMoodId(mood) &&
    typeof aiEnhanced === 'boolean' &&
    isSeed(seed)
  )
}
