/**
 * What generations are told apart by. Each value is a text: of a `tempoBand`, the BPM that it starts at (`120` is 120 up to,
 * not including, 130); of `aiEnhanced` and `bot`, `true` or `false`; of an `hourOfWeek`, 0 (Monday from midnight to one, in
 * the app's time zone) to 167; of an `instrumentCount`, the number of different instruments. A generation has several values
 * of `instrument`, and one at most of any other; none is "unknown".
 */
export const DIMENSIONS = [
  'style',
  'mood',
  'scale',
  'tempoBand',
  'instrument',
  'instrumentCount',
  'prompt',
  'aiEnhanced',
  'error',
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
