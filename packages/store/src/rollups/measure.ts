import { OUTCOME_CODES } from '../db/codes.js'
import { DIMENSIONS, INSTRUMENT, TEMPO_BAND_MILLI_BPM } from './define.js'
import { binOfNumber, HISTOGRAMS } from './histogram.js'

// What `define.ts` and `histogram.ts` say in SQL, for one event at a time: a commit knows its events and need not read
// them again. A property test holds the two equal.

/** What tells the labels of a generation; ids are those of the dictionary, null where it has none. */
export type Labelled = {
  aiEnhanced: number | null
  tempoMilliBpm: number | null
  styleId: number | null
  moodId: number | null
  scaleId: number | null
  promptId: number | null
  errorId: number | null
  errorGroupId: number | null
  /** Each once. */
  instrumentIds: number[]
  hourOfWeek: number
}

/** What rollups need of an event, as long as nobody has kept it. */
export type Measured = Labelled & {
  isPageView: boolean
  outcome: number | null
  durationMs: number | null
  generationMs: number | null
}

const { succeeded, failed, cancelled, abandoned } = OUTCOME_CODES
const one = (condition: boolean) => (condition ? 1 : 0)
const known = (value: number | null) => one(value !== null)

export const isFinishedOutcome = (outcome: number | null) => outcome === succeeded || outcome === failed

/** The measures of an event, in the order of `MEASURES`. */
export function totalsOf(event: Measured): number[] {
  const { outcome, durationMs, generationMs } = event
  const finished = isFinishedOutcome(outcome)
  return [
    1,
    one(event.isPageView),
    one(outcome === succeeded),
    one(outcome === failed),
    one(outcome === cancelled),
    one(outcome === abandoned),
    one(finished && event.aiEnhanced === 1),
    finished ? (durationMs ?? 0) : 0,
    finished ? known(durationMs) : 0,
    finished ? (generationMs ?? 0) : 0,
    finished ? known(generationMs) : 0,
    0,
  ]
}

/** The measures of a finished generation under each of its labels, in the order of `LABEL_MEASURES`. */
export const labelSums = ({ outcome, aiEnhanced, generationMs }: Measured): number[] => [
  one(outcome === succeeded),
  one(outcome === failed),
  aiEnhanced ?? 0,
  generationMs ?? 0,
  known(generationMs),
  0,
]

/** The dimensions and labels of a finished generation. */
export function* labelsOf(event: Labelled): Generator<[dimension: number, labelId: number]> {
  const { tempoMilliBpm, aiEnhanced } = event
  if (event.styleId !== null) yield [DIMENSIONS.style.code, event.styleId]
  if (event.moodId !== null) yield [DIMENSIONS.mood.code, event.moodId]
  if (event.scaleId !== null) yield [DIMENSIONS.scale.code, event.scaleId]
  if (tempoMilliBpm !== null) {
    yield [DIMENSIONS.tempoBand.code, Math.trunc(tempoMilliBpm / TEMPO_BAND_MILLI_BPM) + 1]
  }
  if (event.promptId !== null) yield [DIMENSIONS.prompt.code, event.promptId]
  if (aiEnhanced !== null) yield [DIMENSIONS.aiEnhanced.code, aiEnhanced + 1]
  if (event.errorId !== null) yield [DIMENSIONS.error.code, event.errorId]
  if (event.errorGroupId !== null) yield [DIMENSIONS.errorGroup.code, event.errorGroupId]
  yield [DIMENSIONS.hourOfWeek.code, event.hourOfWeek + 1]
  for (const instrumentId of event.instrumentIds) yield [INSTRUMENT.code, instrumentId]
}

/** The histograms that a finished generation counts in, and its bins there. */
export function* binsOf({ generationMs, durationMs }: Measured): Generator<[kind: number, bin: number]> {
  if (generationMs === null) return
  yield [HISTOGRAMS.generationMs, binOfNumber(generationMs)]
  if (durationMs !== null && durationMs > 0) yield [HISTOGRAMS.realTimeFactor, binOfNumber(generationMs / durationMs)]
}
