import type { Chord, Note } from './piece.js'
import { BEATS_PER_BAR } from './piece.js'
import { pitchOf, type Scale } from './scale.js'

/**
 * The chords of a piece, one a bar, ending on the tonic.
 * @param roots steps of the scale, repeated as often as there are bars
 * @param sevenths adds the step that makes a triad richer
 */
export function chordsOf(
  roots: readonly [number, ...number[]],
  { bars, sevenths }: { bars: number; sevenths: boolean },
): Chord[] {
  return Array.from({ length: bars }, (_, bar) => {
    const root = bar === bars - 1 ? 0 : (roots[bar % roots.length] ?? roots[0])
    return sevenths ? [root, root + 2, root + 4, root + 6] : [root, root + 2, root + 4]
  })
}

/** Held chords, kept in one narrow register so that voices move little between them. */
export function padNotes(scale: Scale, chords: readonly Chord[]): Note[] {
  return chords.flatMap((chord, bar) =>
    chord.map((step) => ({
      voice: 'pad' as const,
      pitch: pitchOf(scale, ((step % 7) + 7) % 7, 3),
      startBeats: bar * BEATS_PER_BAR,
      lengthBeats: BEATS_PER_BAR * 0.96,
      velocity: 0.6,
    })),
  )
}
