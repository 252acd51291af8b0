import type { Drum } from './piece.js'
import type { Mode } from './scale.js'
import { TIMBRES, type Timbre } from './timbre.js'

export const STYLE_IDS = [
  'synthwave',
  'lo-fi',
  'ambient',
  'techno',
  'bossa nova',
  'flamenco',
  'chiptune',
  'cinematic',
] as const
export type StyleId = (typeof STYLE_IDS)[number]

/** Four chord roots as steps of the scale (0 is the tonic), one a bar, repeated. */
type Progression = readonly [number, number, number, number]

export type Style = {
  tempoBpm: readonly [slowest: number, fastest: number]
  bright: readonly [Mode, ...Mode[]]
  dark: readonly [Mode, ...Mode[]]
  progressions: readonly [Progression, ...Progression[]]
  /** Sixteenths, 16 a bar: `x` strikes, `o` strikes softly, anything else rests. Absent: no drums. */
  drums?: Record<Drum, string>
  /** Sixteenths: `x` plays the root, `5` the fifth, `8` the octave. */
  bass: string
  /** Share of the sixteenths on which the melody may begin a note. */
  density: number
  /** How late every second sixteenth comes, as a share of a sixteenth. */
  swing: number
  lead: Timbre
  counter: Timbre
  pad: Timbre
  low: Timbre
}

export const STYLES: Record<StyleId, Style> = {
  synthwave: {
    tempoBpm: [96, 116],
    bright: ['major', 'mixolydian'],
    dark: ['minor', 'dorian'],
    progressions: [
      [0, 5, 2, 6],
      [0, 3, 5, 4],
      [5, 3, 0, 4],
    ],
    drums: { kick: 'x---x---x---x---', snare: '----x-------x---', hat: 'x-o-x-o-x-o-x-oo' },
    bass: 'x-x-x-8-x-x-x-8-',
    density: 0.34,
    swing: 0,
    lead: TIMBRES.neonLead,
    counter: TIMBRES.glassBell,
    pad: TIMBRES.warmPad,
    low: TIMBRES.growlBass,
  },
  'lo-fi': {
    tempoBpm: [70, 86],
    bright: ['major', 'lydian'],
    dark: ['dorian', 'minor'],
    progressions: [
      [1, 4, 0, 5],
      [0, 5, 1, 4],
      [3, 2, 1, 0],
    ],
    drums: { kick: 'x------xx-------', snare: '----x-------x--o', hat: 'o-o-o-o-o-o-o-o-' },
    bass: 'x------x--5---x-',
    density: 0.26,
    swing: 0.34,
    lead: TIMBRES.electricPiano,
    counter: TIMBRES.glassBell,
    pad: TIMBRES.airPad,
    low: TIMBRES.deepBass,
  },
  ambient: {
    tempoBpm: [58, 72],
    bright: ['lydian', 'major'],
    dark: ['dorian', 'minor'],
    progressions: [
      [0, 3, 0, 4],
      [0, 1, 5, 3],
    ],
    bass: 'x---------------',
    density: 0.14,
    swing: 0,
    lead: TIMBRES.glassBell,
    counter: TIMBRES.solo,
    pad: TIMBRES.airPad,
    low: TIMBRES.deepBass,
  },
  techno: {
    tempoBpm: [124, 136],
    bright: ['mixolydian'],
    dark: ['minor', 'phrygian'],
    progressions: [
      [0, 0, 5, 6],
      [0, 0, 3, 0],
    ],
    drums: { kick: 'x---x---x---x---', snare: '----o-------o---', hat: '--x---x---x---xo' },
    bass: '--x---x-x-x---x8',
    density: 0.42,
    swing: 0,
    lead: TIMBRES.acid,
    counter: TIMBRES.neonLead,
    pad: TIMBRES.warmPad,
    low: TIMBRES.growlBass,
  },
  'bossa nova': {
    tempoBpm: [112, 128],
    bright: ['major', 'lydian'],
    dark: ['minor', 'dorian'],
    progressions: [
      [0, 5, 1, 4],
      [1, 4, 0, 0],
    ],
    drums: { kick: 'x--xx--xx--xx--x', snare: 'o--o--o---o--o--', hat: 'o-o-o-o-o-o-o-o-' },
    bass: 'x-----x-5-----5-',
    density: 0.28,
    swing: 0.08,
    lead: TIMBRES.nylonGuitar,
    counter: TIMBRES.electricPiano,
    pad: TIMBRES.airPad,
    low: TIMBRES.deepBass,
  },
  flamenco: {
    tempoBpm: [100, 124],
    bright: ['phrygian dominant'],
    dark: ['phrygian dominant', 'harmonic minor'],
    progressions: [
      [3, 2, 1, 0],
      [0, 1, 2, 1],
    ],
    drums: { kick: 'x-----x---x-----', snare: '---o--x--o--x-o-', hat: 'o---o---o---o---' },
    bass: 'x-----x---5-x---',
    density: 0.5,
    swing: 0,
    lead: TIMBRES.nylonGuitar,
    counter: TIMBRES.solo,
    pad: TIMBRES.airPad,
    low: TIMBRES.deepBass,
  },
  chiptune: {
    tempoBpm: [138, 160],
    bright: ['major', 'mixolydian'],
    dark: ['minor', 'harmonic minor'],
    progressions: [
      [0, 4, 5, 3],
      [0, 3, 4, 4],
    ],
    drums: { kick: 'x---x---x---x-x-', snare: '----x-------x---', hat: 'x-x-x-x-x-x-x-x-' },
    bass: 'x-8-x-8-x-8-x-8-',
    density: 0.48,
    swing: 0,
    lead: TIMBRES.pixelLead,
    counter: TIMBRES.pixelLead,
    pad: TIMBRES.chipChord,
    low: TIMBRES.deepBass,
  },
  cinematic: {
    tempoBpm: [76, 92],
    bright: ['major', 'lydian'],
    dark: ['minor', 'harmonic minor'],
    progressions: [
      [0, 5, 3, 4],
      [5, 3, 0, 4],
    ],
    drums: { kick: 'x-----x-x-------', snare: '--------x-----oo', hat: '--o---o---o---o-' },
    bass: 'x---x---x---x-x-',
    density: 0.22,
    swing: 0,
    lead: TIMBRES.solo,
    counter: TIMBRES.neonLead,
    pad: TIMBRES.warmPad,
    low: TIMBRES.growlBass,
  },
}
