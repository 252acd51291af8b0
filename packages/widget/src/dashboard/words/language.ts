import { en } from './en.js'
import { es } from './es.js'
import type { Words } from './words.js'

export type Language = Words['locale']

export const LANGUAGES: readonly Language[] = ['en', 'es']

const dictionaries: Record<Language, Words> = { en, es }

export const wordsOf = (language: Language): Words => dictionaries[language]

/** How this reader writes numbers and dates in `language`: `es-MX` has a point where `es` has a comma. */
export const localeFor = (language: Language, wishes: readonly string[]): string =>
  wishes.find((wish) => wish.toLowerCase().split('-')[0] === language) ?? language

/**
 * The first of the wishes that there are words for; English when none is.
 * @param wishes language tags such as `es-MX`, the strongest wish first; absent ones are passed over
 */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const language = wish?.toLowerCase().split('-')[0]
    if (language === 'en' || language === 'es') return language
  }
  return 'en'
}
