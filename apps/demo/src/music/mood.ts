export const MOOD_IDS = ['happy', 'calm', 'melancholic', 'energetic', 'dark', 'dreamy'] as const
export type MoodId = (typeof MOOD_IDS)[number]

/** `bright` leans towards major modes, `dark` towards minor ones. */
export type Light = 'bright' | 'dark' | 'either'

export type Mood = {
  light: Light
  /** Multiplies the style's tempo. */
  tempoFactor: number
  /** Multiplies how many notes the melody has. */
  densityFactor: number
}

export const MOODS: Record<MoodId, Mood> = {
  happy: { light: 'bright', tempoFactor: 1.06, densityFactor: 1.15 },
  calm: { light: 'either', tempoFactor: 0.9, densityFactor: 0.7 },
  melancholic: { light: 'dark', tempoFactor: 0.92, densityFactor: 0.85 },
  energetic: { light: 'either', tempoFactor: 1.12, densityFactor: 1.35 },
  dark: { light: 'dark', tempoFactor: 0.96, densityFactor: 0.95 },
  dreamy: { light: 'bright', tempoFactor: 0.88, densityFactor: 0.75 },
}
