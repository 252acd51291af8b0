import type { MoodId } from './mood.js'
import type { StyleId } from './style.js'

/** All that a piece is made of: the same recipe always composes the same piece. */
export type Recipe = {
  prompt: string
  style: StyleId
  mood: MoodId
  aiEnhanced: boolean
  /** A whole number, 0 to 2³² − 1. */
  seed: number
}
