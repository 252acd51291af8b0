import { foldText } from './fold-text.js'
import { STOP_WORDS } from './stop-words.js'

/** Scripts that put no spaces between words. */
const UNSPACED = '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}'
const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u')
const UNSPACED_CHARACTER = new RegExp(`[${UNSPACED}]\\p{M}*`, 'gu')
const WORD = /[\p{L}\p{M}\p{N}#]+/gu

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/**
 * The words of a folded text that tell something, each once. Those of scripts without spaces are found by a dictionary;
 * those that every English or Spanish text has, and single Latin letters, are left out.
 */
export function termsOf(folded: string): Set<string> {
  const terms = new Set<string>()
  for (const [word] of folded.matchAll(WORD)) {
    const parts = HAS_UNSPACED.test(word) ? wordsIn(word) : [word]
    for (const part of parts) if (!STOP_WORDS.has(part) && !/^[a-z]$/.test(part)) terms.add(part)
  }
  return terms
}

const wordsIn = (text: string) =>
  [...segmenter.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment)

/**
 * A folded text as the full-text index has it: words with spaces between, and each character of scripts without spaces by
 * itself, so that any part of a text in these can be found.
 */
export const searchedWords = (folded: string): string =>
  (folded.replace(UNSPACED_CHARACTER, ' $& ').match(WORD) ?? []).join(' ').replaceAll('#', '')

const MOST_WORDS = 10

/** The phrases that a text must have for a search, the last word of each perhaps its beginning only. */
export const searchedPhrases = (search: string): string[] =>
  foldText(search)
    .split(' ')
    .map(searchedWords)
    .filter((phrase) => phrase !== '')
    .slice(0, MOST_WORDS)
