import { computed, type ReadonlySignal, type Signal } from '@preact/signals'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Telling } from '../announce/telling.js'
import type { Recipe } from '../music/recipe.js'
import type { SimulatedNetwork } from '../network/simulate.js'
import type { Studio } from '../studio/studio.js'
import type { Language } from './language.js'
import { en } from './words/en.js'
import { es } from './words/es.js'
import type { Words } from './words/words.js'

/** What every part of the page may use. */
export type Page = {
  studio: Studio
  network: SimulatedNetwork
  /** What the widget says of itself. */
  telling: Telling
  language: Signal<Language>
  words: ReadonlySignal<Words>
  /** The recipe that the address carried, until it has been composed. */
  sharedRecipe: Signal<Recipe | undefined>
}

/** The words of the language chosen, following its changes. */
export function wordsOf(language: ReadonlySignal<Language>): ReadonlySignal<Words> {
  return computed(() => (language.value === 'es' ? es : en))
}

export const PageContext = createContext<Page | undefined>(undefined)

/** @throws when a part is drawn outside the page */
export function usePage(): Page {
  const page = useContext(PageContext)
  if (!page) throw new Error('Draw this part inside <PageContext.Provider>.')
  return page
}
