import type { Chance } from './chance.js'
import { BEATS_PER_BAR, type Chord, type Note, STEPS_PER_BAR, STEPS_PER_BEAT } from './piece.js'
import { pitchOf, type Scale } from './scale.js'

/** Where a motif of one bar begins its notes, in sixteenths, and how far each leaps from the one before. */
type Motif = { step: number; leap: number }[]

const LOWEST_STEP = -3
const HIGHEST_STEP = 9

/**
 * A melody of two motifs in the order A A B A. On strong beats it lands on the bar's chord, between them it walks.
 * The first bar is left to the accompaniment, the last to one long tonic.
 */
export function melodyNotes(
  scale: Scale,
  chords: readonly Chord[],
  { density, chance }: { density: number; chance: Chance },
): Note[] {
  const [a, b] = [motif(density, chance), motif(density, chance)]
  const notes: Note[] = []
  let current = 2
  for (const [bar, chord] of chords.entries()) {
    if (bar === 0) continue
    const isLast = bar === chords.length - 1
    const shape = isLast ? [{ step: 0, leap: 0 }] : bar % 4 === 2 ? b : a
    for (const [index, { step, leap }] of shape.entries()) {
      const isStrong = step % (STEPS_PER_BAR / 2) === 0
      const next = isLast ? nearest(current, [0]) : isStrong ? nearest(current + leap, chord) : current + leap
      current = within(next)
      const lengthSteps = (shape[index + 1]?.step ?? STEPS_PER_BAR) - step
      notes.push({
        voice: 'lead',
        pitch: pitchOf(scale, current, 5),
        startBeats: bar * BEATS_PER_BAR + step / STEPS_PER_BEAT,
        lengthBeats: (Math.min(lengthSteps, isLast ? STEPS_PER_BAR : 8) / STEPS_PER_BEAT) * 0.9,
        velocity: isStrong ? 0.9 : 0.7,
      })
    }
  }
  return notes
}

/** A second voice, as long notes on the chords' thirds and fifths where the melody repeats itself. */
export function counterNotes(scale: Scale, chords: readonly Chord[], chance: Chance): Note[] {
  return chords.flatMap((chord, bar) => {
    if (bar < 2 || bar === chords.length - 1 || bar % 4 === 2) return []
    const [first, second] = chance.happens(0.5) ? [2, 4] : [4, 2]
    return [first, second].map((above, half) => ({
      voice: 'counter' as const,
      pitch: pitchOf(scale, within(chord[0] + above), 4),
      startBeats: bar * BEATS_PER_BAR + half * 2 + 0.5,
      lengthBeats: 1.4,
      velocity: 0.55,
    }))
  })
}

function motif(density: number, chance: Chance): Motif {
  const starts = [0]
  for (let step = 2; step < STEPS_PER_BAR; step++) {
    // Odd sixteenths are rarer: a melody that begins anywhere has no beat.
    const weight = step % 4 === 0 ? 2 : step % 2 === 0 ? 1.3 : 0.35
    if (chance.happens(Math.min(0.95, density * weight))) starts.push(step)
  }
  return starts.map((step) => ({ step, leap: chance.pick([-2, -1, -1, 0, 1, 1, 2, 3]) }))
}

/** The step closest to `step` that belongs to the chord, in any octave. */
function nearest(step: number, chord: readonly number[]): number {
  for (let distance = 0; distance < 7; distance++) {
    for (const candidate of [step + distance, step - distance]) {
      if (chord.some((tone) => (candidate - tone) % 7 === 0)) return candidate
    }
  }
  return step
}

/** Folds a step back into the range that a voice sings in. */
function within(step: number): number {
  if (step < LOWEST_STEP) return step + 7
  if (step > HIGHEST_STEP) return step - 7
  return step
}
