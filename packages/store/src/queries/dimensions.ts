import type { Dimension } from '@son1k/contract'
import { bandsOfOctaves, tempoOctaveSql } from '../music/tempo-octave.js'
import { DIMENSIONS, INSTRUMENT } from '../rollups/define.js'

/** What stands for a value: a number of the dictionary, another small number, or the text itself. Null is unknown. */
export type Key = number | string | null

/** How a small number stands for a value. */
type Numbers = { toText: (key: number) => string; toKey: (text: string) => number }

export type DimensionSource = {
  /** SQL over `event`, a generation, of its key. */
  key: string
  /** What the keys are: numbers of the dictionary, texts, or numbers by a rule. */
  keys: 'labels' | 'texts' | Numbers
  /** The dimension's number in `rollup_label`, which has the same keys, or those that `groups` puts together. */
  code?: number
  groups?: {
    /** SQL of the key, of SQL of a label of `rollup_label`. */
    keyOf: (label: string) => string
    labelsOf: (keys: number[]) => number[]
  }
}

const fromOne = (step = 1): Numbers => ({
  toText: (key) => String((key - 1) * step),
  toKey: (text) => Number(text) / step + 1,
})
const YES_OR_NO: Numbers = {
  toText: (key) => (key === 2 ? 'true' : 'false'),
  toKey: (text) => (text === 'true' ? 2 : 1),
}
const PLAIN: Numbers = { toText: String, toKey: Number }

const ofAgent = (column: string) => `(SELECT ${column} FROM agent WHERE agent.id = event.agent_id)`

/** A key is a band's number and one more, as in the rollups. */
const OCTAVES = {
  keyOf: (label: string) => `(${tempoOctaveSql(`(${label} - 1)`)} + 1)`,
  labelsOf: (keys: number[]) => bandsOfOctaves(keys.map((key) => key - 1)).map((band) => band + 1),
}

/** SQL over `event` of what is known of its session's browser, a number of the dictionary. */
export const CONTEXT_OF_EVENT = '(SELECT context_id FROM session WHERE session.id = event.session_id)'
/** SQL of the language that such a number says. */
export const languageIn = (context: string): string =>
  `(SELECT named.value->>'language' FROM label AS named WHERE named.id = ${context})`

const SOURCES: Record<Exclude<Dimension, 'instrument'>, DimensionSource> = {
  style: { ...rolled('style'), keys: 'labels' },
  mood: { ...rolled('mood'), keys: 'labels' },
  scale: { ...rolled('scale'), keys: 'labels' },
  prompt: { ...rolled('prompt'), keys: 'labels' },
  error: { ...rolled('error'), keys: 'labels' },
  errorGroup: { ...rolled('errorGroup'), keys: 'labels' },
  tempoBand: { ...rolled('tempoBand'), keys: fromOne(10) },
  tempoOctave: {
    code: DIMENSIONS.tempoBand.code,
    key: OCTAVES.keyOf(`(${DIMENSIONS.tempoBand.label})`),
    keys: fromOne(10),
    groups: OCTAVES,
  },
  aiEnhanced: { ...rolled('aiEnhanced'), keys: YES_OR_NO },
  hourOfWeek: {
    code: DIMENSIONS.hourOfWeek.code,
    key: `(SELECT ${DIMENSIONS.hourOfWeek.label} FROM bucket AS hour WHERE hour.id = event.hour_id)`,
    keys: fromOne(),
  },
  instrumentCount: {
    key: `(SELECT count(DISTINCT entry.value) FROM label AS list JOIN json_each(list.value) AS entry
           WHERE list.id = event.instruments_id)`,
    keys: PLAIN,
  },
  browser: { key: ofAgent("nullif(browser, '')"), keys: 'texts' },
  os: { key: ofAgent("nullif(os, '')"), keys: 'texts' },
  device: { key: ofAgent("nullif(device, '')"), keys: 'texts' },
  bot: { key: ofAgent('is_bot + 1'), keys: YES_OR_NO },
  language: {
    key: languageIn(CONTEXT_OF_EVENT),
    keys: 'texts',
  },
  page: { key: 'event.page_id', keys: 'labels' },
}

function rolled(dimension: keyof typeof DIMENSIONS): { code: number; key: string } {
  const { code, label } = DIMENSIONS[dimension]
  return { code, key: label }
}

/** The instruments of a generation are several values, in a JSON array: their keys are texts in raw rows. */
const INSTRUMENT_SOURCE: DimensionSource = { code: INSTRUMENT.code, key: 'entry.value', keys: 'texts' }

export const sourceOf = (dimension: Dimension): DimensionSource =>
  dimension === 'instrument' ? INSTRUMENT_SOURCE : SOURCES[dimension]

/** Whether a generation can have more than one value: then the counts of values add up to more than there are. */
export const hasSeveralValues = (dimension: Dimension): boolean => dimension === 'instrument'

/** SQL of what generations are read from, so that there is a row for each key; each instrument of one counts once. */
export const rowsOf = (dimension: Dimension): string =>
  hasSeveralValues(dimension)
    ? `event JOIN label AS list ON list.id = event.instruments_id JOIN json_each(list.value) AS entry
       ON entry.key = (SELECT min(same.key) FROM json_each(list.value) AS same WHERE same.value = entry.value)`
    : 'event'
