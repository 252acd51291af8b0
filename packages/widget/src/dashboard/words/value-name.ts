import type { Dimension } from '@son1k/contract'
import type { Format } from '../format.js'
import type { Words } from './words.js'

/** What a value of a dimension is called: most are what people wrote, and stay as they are. */
export function valueName(dimension: Dimension, value: string, { words, format }: { words: Words; format: Format }) {
  switch (dimension) {
    case 'tempoBand':
      return `${value}–${Number(value) + 9} BPM`
    case 'tempoOctave':
      return `${value}–${Number(value) + (Number(value) < 80 ? 9 : 19)} BPM`
    case 'aiEnhanced':
      return value === 'true' ? words.values.withAi : words.values.basic
    case 'bot':
      return value === 'true' ? words.values.bot : words.values.person
    case 'hourOfWeek':
      return `${format.weekday(Math.floor(Number(value) / 24))} ${Number(value) % 24} h`
    default:
      return value
  }
}
