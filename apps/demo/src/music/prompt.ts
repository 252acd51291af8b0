import type { Light } from './mood.js'

/** What the words of a prompt ask for, in Spanish or English. */
export type Wishes = {
  tempoFactor: number
  light: Light
}

const WORDS = {
  fast: /\b(fast|quick|upbeat|rapid[oa]s?|veloz|frenetic[oa]?)\b/,
  slow: /\b(slow|gentle|lent[oa]s?|suave|tranquil[oa]s?)\b/,
  bright: /\b(happy|joy\w*|bright|sunny|major|alegres?|feliz|luminos[oa]s?|mayor)\b/,
  dark: /\b(sad|dark|night|minor|lonely|tristes?|oscur[oa]s?|noche|menor|solitari[oa]s?)\b/,
}

/** Reads the few words that a composer of this size understands; all others only choose the notes. */
export function readWishes(prompt: string): Wishes {
  const text = plainText(prompt)
  const isBright = WORDS.bright.test(text)
  const isDark = WORDS.dark.test(text)
  return {
    tempoFactor: (WORDS.fast.test(text) ? 1.12 : 1) * (WORDS.slow.test(text) ? 0.86 : 1),
    light: isBright === isDark ? 'either' : isBright ? 'bright' : 'dark',
  }
}

/** Lower case, without accents or doubled spaces: what two people would call the same prompt. */
export function plainText(prompt: string): string {
  return prompt
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}
