import type { NewEvent } from '../globals.js'
import { errorMessage } from './capture/errors.js'
import { asGiven } from './field.js'

type NewGeneration = Extract<NewEvent, { type: 'generation' }>
type Unknown = false | '' | null | undefined

/**
 * Reads the detail of `realMusicGenerated`, in both of its shapes: the track's fields in `detail` itself, or under
 * `detail.track` with some of them repeated outside. What makes no sense is left out.
 */
export function readGeneration(detail: unknown): NewGeneration {
  const given = asGiven(detail)
  const sources = [given?.track, given, given?.track?.analysis, given?.analysis]

  /** The first of the sources that knows a field in the form wanted. */
  function find<T>(name: string, read: (value: unknown) => T | Unknown): T | undefined {
    for (const source of sources) {
      const value = read(source?.[name])
      if (value || value === 0) return value
    }
    return undefined
  }
  const text = (name: string) => find(name, readText)
  const number = (name: string) => find(name, readNumber)
  const any = (name: string) => find(name, (value) => value)

  const error = any('error')
  const failed = error || find('success', (value) => value === false)
  return {
    type: 'generation',
    generationId: find('id', (value) => readText(typeof value === 'number' ? `${value}` : value)),
    outcome: failed ? 'failed' : 'succeeded',
    errorMessage: error ? errorMessage(error) : undefined,
    generationSeconds: number('generation_time'),
    prompt: text('prompt'),
    style: text('style'),
    scale: text('scale'),
    mood: text('mood'),
    durationSeconds: number('duration'),
    tempoBpm: number('tempo') || undefined,
    instruments: find('instruments', (value) => Array.isArray(value) && value.filter(readText)),
    aiEnhanced: !!any('aiAnalysis'),
  }
}

function readText(value: unknown): string | Unknown {
  // `N/A` is the old client's word for unknown.
  return typeof value === 'string' && value.trim() && value !== 'N/A' && value
}

/** Also written as text. */
function readNumber(value: unknown): number | Unknown {
  const number = readText(value) ? Number(value) : value
  return typeof number === 'number' && number >= 0 && number
}
