export const LANGUAGES = ['es', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** The address decides (`?lang=es`), then the browser's languages in their order; English for all others. */
export function chooseLanguage(search: string, browserLanguages: readonly string[]): Language {
  const asked = new URLSearchParams(search).get('lang')
  const candidates = [asked ?? '', ...browserLanguages].map((name) => name.slice(0, 2).toLowerCase())
  return LANGUAGES.find((language) => language === candidates.find(isLanguage)) ?? 'en'
}

function isLanguage(name: string): name is Language {
  return LANGUAGES.some((language) => language === name)
}
