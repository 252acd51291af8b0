/**
 * What generations are told apart by. Each value is a text: of a `tempoBand`, the BPM that it starts at (`120` is 120 up to,
 * not including, 130); of a `tempoOctave`, the same for bands of 20 from 80 to 159, in which half and double tempo are one
 * (70, 140 and 280 BPM are `140`; below 40 BPM it is the `tempoBand`); of `aiEnhanced` and `bot`, `true` or `false`; of an `hourOfWeek`, 0 (Monday from midnight to one, in
 * the app's time zone) to 167; of an `errorGroup`, what errors of a kind have in common; of an `instrumentCount`, the number of different instruments. A generation has several values
 * of `instrument`, and one at most of any other; none is "unknown".
 */
export const DIMENSIONS = [
  'style',
  'mood',
  'scale',
  'tempoBand',
  'tempoOctave',
  'instrument',
  'instrumentCount',
  'prompt',
  'aiEnhanced',
  'error',
  'errorGroup',
  'hourOfWeek',
  'browser',
  'os',
  'device',
  'bot',
  'language',
  'page',
] as const
export type Dimension = (typeof DIMENSIONS)[number]

export const FILTER_OPERATORS = ['is', 'isNot', 'contains'] as const

/**
 * Which generations a question is about: those of which the dimension is, is not, or contains any of the values. `isNot`
 * also takes those of which it is unknown. `contains` doesn't tell small from capital letters of the basic Latin alphabet.
 * Several filters: all of them hold.
 */
export type Filter = { dimension: Dimension; op: (typeof FILTER_OPERATORS)[number]; values: string[] }

/** The dimensions whose values are names that people spell in many ways. */
export const NAMED_DIMENSIONS = ['style', 'mood', 'scale'] as const satisfies Dimension[]
export type NamedDimension = (typeof NAMED_DIMENSIONS)[number]

/**
 * Whether spellings of the same name are one value. `folded`, which is the default: case, accents, punctuation and known
 * synonyms make no difference (`Electrónica` is `electronic`), and a key is one however it is written (`A# minor`, `Bbm` and
 * `si bemol menor` are `B♭ minor`), in values and in filters alike. `raw`: each spelling is a value of its own.
 */
export const NAME_FORMS = ['folded', 'raw'] as const
export type NameForm = (typeof NAME_FORMS)[number]

/** What an app means the same by, beyond what is known: `name` counts as `means`. */
export type NameSynonym = { dimension: NamedDimension; name: string; means: string }
