import { expect, test } from 'vitest'
import { chooseLanguage } from '../src/page/language.js'

test.each<[string, string[], 'es' | 'en']>([
  ['?lang=es', ['en-GB'], 'es'],
  ['?lang=en', ['es-ES'], 'en'],
  ['', ['es-419', 'en'], 'es'],
  ['', ['de-DE', 'es'], 'es'],
  ['?lang=fr', ['fr', 'ja'], 'en'],
  ['', [], 'en'],
])('%j with the browser languages %j is %s', (search, browser, language) => {
  expect(chooseLanguage(search, browser)).toBe(language)
})
