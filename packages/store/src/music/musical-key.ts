import { foldText } from './fold-text.js'

/** Semitones above C. */
const LETTERS: Record<string, number> = { c: 0, d: 2, e: 4, f: 5, g: 7, a: 9, b: 11 }
const SYLLABLES: Record<string, number> = { do: 0, re: 2, mi: 4, fa: 5, sol: 7, la: 9, si: 11 }

/** By the usual spelling: that with fewer accidentals. */
const MAJOR_TONICS = ['C', 'D♭', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B']
const MINOR_TONICS = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'B♭', 'B']

/** Modes and scales by their English name, with what else they are called, folded. */
const MODES: Record<string, string[]> = {
  major: ['major', 'maj', 'mayor'],
  minor: ['minor', 'min', 'menor', 'm'],
  ionian: ['ionian', 'jonico', 'jonica', 'ionico'],
  dorian: ['dorian', 'dorico', 'dorica'],
  phrygian: ['phrygian', 'frigio', 'frigia'],
  lydian: ['lydian', 'lidio', 'lidia'],
  mixolydian: ['mixolydian', 'mixolidio', 'mixolidia'],
  aeolian: ['aeolian', 'eolio', 'eolia'],
  locrian: ['locrian', 'locrio', 'locria'],
  'harmonic minor': ['harmonic minor', 'minor harmonic', 'menor armonica', 'menor armonico'],
  'melodic minor': ['melodic minor', 'minor melodic', 'menor melodica', 'menor melodico'],
  'major pentatonic': ['major pentatonic', 'pentatonic major', 'pentatonica mayor'],
  'minor pentatonic': ['minor pentatonic', 'pentatonic minor', 'pentatonica menor'],
  blues: ['blues'],
}
const MODE_OF = new Map(Object.entries(MODES).flatMap(([mode, names]) => names.map((name) => [name, mode] as const)))
const LIKE_MAJOR = new Set(['major', 'ionian', 'lydian', 'mixolydian', 'major pentatonic'])

const ACCIDENTALS: Record<string, number> = { '': 0, '#': 1, sharp: 1, sostenido: 1, b: -1, flat: -1, bemol: -1 }
const TONIC = /^(do|re|mi|fa|sol|la|si|[a-g]) ?(#|sharp|sostenido|flat|bemol|b(?=$| |m))? ?(.*)$/
/** `CM` is major and `Cm` minor: the one case in which case tells. */
const CAPITAL_M = /^(\p{L}{1,3}[#b]?) ?M$/u

/**
 * The one name of a key, however it is spelled, in English or Spanish: `A♯ minor`, `Bbm` and `si bemol menor` are `B♭ minor`;
 * `C`, `C major` and `Do mayor` are `C major`. Modes stay what they are: `D dorian` is not `C major`.
 * @returns null for what is no key
 */
export function musicalKey(text: string): string | null {
  const given = text.trim().replace(/♭/g, 'b').replace(/♯/g, '#')
  const folded = CAPITAL_M.test(given) ? `${given.slice(0, -1).trim().toLowerCase()} major` : foldText(given)
  const [, name = '', accidental = '', rest = ''] = TONIC.exec(folded) ?? []
  const tonic = LETTERS[name] ?? SYLLABLES[name]
  const mode = rest === '' ? 'major' : MODE_OF.get(rest)
  if (tonic === undefined || mode === undefined) return null
  const semitone = (tonic + (ACCIDENTALS[accidental] ?? 0) + 12) % 12
  const tonics = LIKE_MAJOR.has(mode) ? MAJOR_TONICS : MINOR_TONICS
  return `${tonics[semitone]} ${mode}`
}

/** All the names that `musicalKey` gives. */
export const MUSICAL_KEYS: readonly string[] = Object.keys(MODES).flatMap((mode) =>
  (LIKE_MAJOR.has(mode) ? MAJOR_TONICS : MINOR_TONICS).map((tonic) => `${tonic} ${mode}`),
)
