import type { Piece } from '../music/piece.js'
import type { Recipe } from '../music/recipe.js'
import { scaleName } from '../music/scale.js'
import type { Shape } from './shape.js'

/** How a generation went. */
export type Generation = {
  id: string
  recipe: Recipe
  /** How long the person waited. */
  generationSeconds: number
  /** Where the track can be opened again. */
  url: string
} & ({ piece: Piece } | { error: string })

/** What `realMusicGenerated` carries: plain JSON, in one of the two forms. */
export function detailOf(generation: Generation, shape: Shape): Record<string, unknown> {
  const { recipe, url } = generation
  const track = trackOf(generation)
  const failure = 'error' in generation ? { success: false, error: generation.error } : {}
  switch (shape) {
    case 'flat':
      return { ...track, ...failure }
    case 'nested':
      return {
        track,
        audioUrl: url,
        ...('piece' in generation ? { duration: generation.piece.durationSeconds } : {}),
        style: recipe.style,
        prompt: recipe.prompt,
        ...failure,
      }
    default:
      return shape satisfies never
  }
}

function trackOf(generation: Generation) {
  const { id, recipe, generationSeconds } = generation
  const { prompt, style, mood, seed } = recipe
  return {
    id,
    prompt,
    style,
    ...('piece' in generation
      ? { duration: generation.piece.durationSeconds, analysis: analysisOf(generation.piece, mood) }
      : { analysis: { mood } }),
    ...(recipe.aiEnhanced ? { aiAnalysis: { arranger: 'sevenths and a second voice', seed } } : {}),
    generation_time: generationSeconds,
  }
}

function analysisOf({ tempoBpm, scale, instruments }: Piece, mood: string) {
  return { tempo: tempoBpm, scale: scaleName(scale), instruments, mood }
}
