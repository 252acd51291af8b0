/** Semitones above the tonic of each of the seven steps. */
const MODES = {
  major: [0, 2, 4, 5, 7, 9, 11],
  lydian: [0, 2, 4, 6, 7, 9, 11],
  mixolydian: [0, 2, 4, 5, 7, 9, 10],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  minor: [0, 2, 3, 5, 7, 8, 10],
  'harmonic minor': [0, 2, 3, 5, 7, 8, 11],
  phrygian: [0, 1, 3, 5, 7, 8, 10],
  'phrygian dominant': [0, 1, 4, 5, 7, 8, 10],
} as const
export type Mode = keyof typeof MODES

const TONICS = ['C', 'C#', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'] as const

export type Scale = {
  /** Semitones above C, 0 to 11. */
  tonic: number
  mode: Mode
}

/** `{ tonic: 9, mode: 'minor' }` is `A minor`. */
export function scaleName({ tonic, mode }: Scale): string {
  return `${TONICS[tonic]} ${mode}`
}

/** Whether a mode sounds bright: its third is major. */
export function isBright(mode: Mode): boolean {
  return MODES[mode][2] === 4
}

/**
 * The MIDI pitch of a step of the scale.
 * @param step 0 is the tonic in `octave`, 7 the one above, −1 the step below
 * @param octave as written: middle C (60) begins octave 4
 */
export function pitchOf({ tonic, mode }: Scale, step: number, octave: number): number {
  const turn = Math.floor(step / 7)
  const semitones = MODES[mode][step - turn * 7] ?? 0
  return 12 * (octave + 1 + turn) + tonic + semitones
}

/** Whether a MIDI pitch belongs to the scale, in any octave. */
export function contains({ tonic, mode }: Scale, pitch: number): boolean {
  const steps: readonly number[] = MODES[mode]
  return steps.includes((((pitch - tonic) % 12) + 12) % 12)
}
