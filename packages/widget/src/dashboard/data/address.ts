import { LANGUAGES, type Language } from '../words/language.js'
import { RANGE_DAYS, type RangeDays } from './range.js'
import { THEMES, type Theme } from './theme.js'

/** What the address of the full page says of the dashboard, so that a link shows another person the same. */
export type Shown = { days: RangeDays; language: Language; theme: Theme }

/** Reads the part of an address after `?`. What is absent or makes no sense is left to the defaults. */
export function readAddress(search: string): Partial<Shown> {
  const parameters = new URLSearchParams(search)
  const days = oneOf(RANGE_DAYS, Number(parameters.get('days')))
  const language = oneOf(LANGUAGES, parameters.get('lang'))
  const theme = oneOf(THEMES, parameters.get('theme'))
  return { ...(days && { days }), ...(language && { language }), ...(theme && { theme }) }
}

/** The part of an address after `?` that shows this. Parameters that are not the dashboard's stay. */
export function writeAddress(search: string, { days, language, theme }: Shown): string {
  const parameters = new URLSearchParams(search)
  parameters.set('days', String(days))
  parameters.set('lang', language)
  parameters.set('theme', theme)
  return `?${parameters}`
}

const oneOf = <Value>(values: readonly Value[], value: unknown) => values.find((each) => each === value)
