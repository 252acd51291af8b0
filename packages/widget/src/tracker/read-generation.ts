import type { NewEvent } from '../globals.js'
import { errorMessage } from './capture/errors.js'
import { field } from './field.js'

type NewGeneration = Extract<NewEvent, { type: 'generation' }>
type Unknown = false | '' | null | undefined

const DAY_SECONDS = 86_400
const MAX_TEMPO_BPM = 10_000

/**
 * Reads the detail of `realMusicGenerated`, in both of its shapes: the track's fields in `detail` itself, or under
 * `detail.track` with some of them repeated outside. What makes no sense is left out.
 */
export function readGeneration(detail: unknown): NewGeneration {
  const track = field(detail, 'track')
  const sources = [track, detail, field(track, 'analysis'), field(detail, 'analysis')]

  /** The first of the sources that knows a field in the form wanted. */
  function find<T>(name: string, read: (value: unknown) => T | Unknown): T | undefined {
    for (const source of sources) {
      const value = read(field(source, name))
      if (value || value === 0) return value
    }
    return undefined
  }
  const findText = (name: string) => find(name, readText)
  const findNumber = (name: string, max: number) => find(name, (value) => readNumber(value, max))

  const error = find('error', (value) => value)
  const failed = error || find('success', (value) => value === false)
  return {
    type: 'generation',
    generationId: find('id', (value) => readText(typeof value === 'number' ? `${value}` : value)),
    outcome: failed ? 'failed' : 'succeeded',
    errorMessage: error ? errorMessage(error) : undefined,
    generationSeconds: findNumber('generation_time', DAY_SECONDS),
    prompt: findText('prompt'),
    style: findText('style'),
    scale: findText('scale'),
    mood: findText('mood'),
    durationSeconds: findNumber('duration', DAY_SECONDS),
    tempoBpm: findNumber('tempo', MAX_TEMPO_BPM) || undefined,
    instruments: find('instruments', (value) => Array.isArray(value) && value.filter(readText)),
    aiEnhanced: !!find('aiAnalysis', (value) => value),
  }
}

function readText(value: unknown): string | Unknown {
  // `N/A` is the old client's word for unknown.
  return typeof value === 'string' && value.trim() && value !== 'N/A' && value
}

/** Numbers from 0 to `max`, also written as text. */
function readNumber(value: unknown, max: number): number | Unknown {
  const number = readText(value) ? Number(value) : value
  return typeof number === 'number' && number >= 0 && number <= max && number
}
