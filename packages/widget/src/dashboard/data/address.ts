import type { Dimension, Filter } from '@son1k/contract'
import { en } from '../words/en.js'
import { LANGUAGES, type Language } from '../words/language.js'
import { type Period, readPeriod, writePeriod } from './period.js'
import { THEMES, type Theme } from './theme.js'
import { VIEWS, type View } from './view.js'

/** What the address of the full page says of the dashboard, so that a link shows another person the same. */
export type Shown = {
  view: View
  period: Period
  isCompared: boolean
  filters: Filter[]
  language: Language
  theme: Theme
  /** The slug of the app that was chosen, where there are several. */
  app?: string | undefined
}

/** Reads the part of an address after `?`. What is absent or makes no sense is left to the defaults. */
export function readAddress(search: string): Partial<Shown> {
  const parameters = new URLSearchParams(search)
  const view = oneOf(VIEWS, parameters.get('view'))
  const period = readPeriod(parameters.get('period'))
  const language = oneOf(LANGUAGES, parameters.get('lang'))
  const theme = oneOf(THEMES, parameters.get('theme'))
  const app = parameters.get('app')
  return {
    ...(view && { view }),
    ...(period && { period }),
    ...(parameters.has('compare') && { isCompared: parameters.get('compare') !== 'no' }),
    filters: parameters.getAll('filter').flatMap(readFilter),
    ...(language && { language }),
    ...(theme && { theme }),
    ...(app && { app }),
  }
}

/** The part of an address after `?` that shows this. Parameters that are not the dashboard's stay. */
export function writeAddress(search: string, shown: Shown): string {
  const { view, period, isCompared, filters, language, theme, app } = shown
  const parameters = new URLSearchParams(search)
  parameters.set('view', view)
  parameters.set('period', writePeriod(period))
  if (isCompared) parameters.delete('compare')
  else parameters.set('compare', 'no')
  parameters.delete('filter')
  for (const { dimension, values } of filters) parameters.append('filter', `${dimension}:${values[0]}`)
  parameters.set('lang', language)
  parameters.set('theme', theme)
  if (app) parameters.set('app', app)
  else parameters.delete('app')
  return `?${parameters}`
}

const oneOf = <Value>(values: readonly Value[], value: unknown) => values.find((each) => each === value)

/** `style:synthwave`: tracks of which the style is that. */
function readFilter(text: string): Filter[] {
  const [name = '', ...rest] = text.split(':')
  return isDimension(name) && rest.length > 0 ? [{ dimension: name, op: 'is', values: [rest.join(':')] }] : []
}

/** The words have one for each dimension; the contract's own list would bring its schemas along. */
const isDimension = (name: string): name is Dimension => Object.hasOwn(en.dimensions, name)
