import { foldText } from '../music/fold-text.js'

// A hostile text costs no more than its length: nothing here matches a repetition that something has to follow, which is
// what makes an expression go back and try again.

/** What can be told from a text by its form, and taken out of it. */
const MASKS = ['email', 'phone', 'names'] as const
type Mask = (typeof MASKS)[number]

/** `names`: of people, one or more words each; needed for the mask `names` alone. */
export type MaskOptions = { masks: Mask[]; names?: string[] }

/** Makes what puts `[email]`, `[phone]` and `[name]` in the place of such parts of a text. */
export function createMask({ masks, names = [] }: MaskOptions): (text: string) => string {
  const steps: Record<Mask, (text: string) => string> = { email: maskEmails, phone: maskPhones, names: nameMask(names) }
  const chosen = MASKS.filter((mask) => masks.includes(mask)).map((mask) => steps[mask])
  return (text) => chosen.reduce((masked, step) => step(masked), text)
}

type Part = { start: number; end: number }

function replaced(text: string, parts: Part[], by: string): string {
  const kept: string[] = []
  let from = 0
  for (const { start, end } of parts) {
    kept.push(text.slice(from, start), by)
    from = end
  }
  return kept.join('') + text.slice(from)
}

const AT = /[@\uff20]/g
/** A code unit of what may stand before an @ (RFC 5321, `atext`), in any script, and of a host's name after it. */
const LOCAL = /[\p{L}\p{M}\p{N}\ud800-\udfff.!#$%&'*+/=?^_`{|}~-]/u
const HOST = /[\p{L}\p{M}\p{N}\ud800-\udfff.\u3002-]/u

/** An address is looked for from each @ on, in both directions, up to the one before: each letter is met twice at most. */
function maskEmails(text: string): string {
  const parts: Part[] = []
  for (const { index: at } of text.matchAll(AT)) {
    const before = parts.at(-1)?.end ?? 0
    let start = at
    while (start > before && LOCAL.test(text.charAt(start - 1))) start -= 1
    let end = at + 1
    while (end < text.length && HOST.test(text.charAt(end))) end += 1
    while (end > at + 1 && '.-'.includes(text.charAt(end - 1))) end -= 1
    const host = text.slice(at + 1, end)
    if (start < at && /[.\u3002]/.test(host)) parts.push({ start, end })
  }
  return replaced(text, parts, '[email]')
}

/** Digits, and what is written between those of a number. */
const NUMBER = /[+(\p{Nd}][\p{Nd}\s()./+-]*/gu
const DIGIT = /\p{Nd}/gu
/** Of a number with its country (ITU-T E.164 allows 15), and of one without: fewer may be a year, or a tempo. */
const FEWEST_DIGITS = { international: 7, other: 9 } as const

function maskPhones(text: string): string {
  const parts: Part[] = []
  for (const { 0: run, index: start } of text.matchAll(NUMBER)) {
    const digits = [...run.matchAll(DIGIT)]
    const last = digits.at(-1)
    const fewest = run.includes('+') ? FEWEST_DIGITS.international : FEWEST_DIGITS.other
    if (last && digits.length >= fewest) parts.push({ start, end: start + last.index + last[0].length })
  }
  return replaced(text, parts, '[phone]')
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu

/** Names are found as whole words, whatever their case and accents, the longest first. */
function nameMask(names: string[]): (text: string) => string {
  const known = new Map<string, Set<string>>()
  let mostWords = 0
  for (const name of names) {
    const [first, ...rest] = wordsOf(name).map(({ word }) => word)
    if (first === undefined) continue
    mostWords = Math.max(mostWords, 1 + rest.length)
    known.set(first, (known.get(first) ?? new Set()).add([first, ...rest].join(' ')))
  }
  return (text) => {
    const words = wordsOf(text)
    const parts: Part[] = []
    for (let place = 0; place < words.length; ) {
      const found = longestName(words.slice(place, place + mostWords), known)
      const [first, last] = [words[place], words[place + found - 1]]
      if (first && last && found > 0) parts.push({ start: first.start, end: last.end })
      place += Math.max(1, found)
    }
    return replaced(text, parts, '[name]')
  }
}

type Word = Part & { word: string }

const wordsOf = (text: string): Word[] =>
  Array.from(text.matchAll(WORD), ({ 0: word, index: start }) => ({
    start,
    end: start + word.length,
    word: foldText(word),
  }))

/** How many of some words, from the first on, are a name; 0 where none are. */
function longestName(words: Word[], known: Map<string, Set<string>>): number {
  const starting = known.get(words[0]?.word ?? '')
  if (starting === undefined) return 0
  for (let count = words.length; count > 0; count--) {
    const name = words
      .slice(0, count)
      .map(({ word }) => word)
      .join(' ')
    if (starting.has(name)) return count
  }
  return 0
}
