import { BEATS_PER_BAR, type Chord, type Note, STEPS_PER_BAR, STEPS_PER_BEAT } from './piece.js'
import { pitchOf, type Scale } from './scale.js'

const STEPS_ABOVE_ROOT: Record<string, number> = { x: 0, '5': 4, '8': 7 }

/** The bass line: the style's rhythm on each bar's chord; the last bar rests on its root. */
export function bassNotes(scale: Scale, chords: readonly Chord[], pattern: string): Note[] {
  return chords.flatMap((chord, bar) => {
    const isLast = bar === chords.length - 1
    return strikes(isLast ? 'x' : pattern).map(({ step, lengthSteps, symbol }) => ({
      voice: 'bass' as const,
      pitch: pitchOf(scale, chord[0] + (STEPS_ABOVE_ROOT[symbol] ?? 0), 2) - (chord[0] > 4 ? 12 : 0),
      startBeats: bar * BEATS_PER_BAR + step / STEPS_PER_BEAT,
      lengthBeats: (Math.min(lengthSteps, isLast ? STEPS_PER_BAR : 6) / STEPS_PER_BEAT) * 0.92,
      velocity: step === 0 ? 0.9 : 0.75,
    }))
  })
}

/** Where a pattern strikes, and how long until the next strike or the end of the bar. */
function strikes(pattern: string): { step: number; lengthSteps: number; symbol: string }[] {
  const steps = [...pattern].flatMap((symbol, step) => (symbol in STEPS_ABOVE_ROOT ? [{ symbol, step }] : []))
  return steps.map(({ symbol, step }, index) => ({
    symbol,
    step,
    lengthSteps: (steps[index + 1]?.step ?? STEPS_PER_BAR) - step,
  }))
}
