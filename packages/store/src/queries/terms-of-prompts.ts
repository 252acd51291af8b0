import { foldText } from '../music/fold-text.js'
import { termsOf } from '../music/words.js'
import type { DayParts } from './day-parts.js'

const MOST_PROMPTS = 100_000
const BYTES_OF_PROMPT = 150
const BYTES_OF_TERM = 100

/** Remembers which words prompts have, by the folds of these, so that they are not taken apart each time. */
export class TermsOfPrompts {
  readonly #numbers = new Map<string, number>()
  readonly #terms: string[] = []
  readonly #ofPrompts = new Map<number, number[]>()

  has(fold: number): boolean {
    return this.#ofPrompts.has(fold)
  }

  /** The numbers of a prompt's words. `text` is one of its spellings. */
  numbersOf(fold: number, text: string): number[] {
    const known = this.#ofPrompts.get(fold)
    if (known) return known
    const numbers = Array.from(termsOf(foldText(text)), (term) => this.#numberOf(term))
    // What is less than 0 is no fold: it is given once the prompt is known.
    if (fold >= 0) this.#ofPrompts.set(fold, numbers)
    return numbers
  }

  /** The word of a number. */
  termOf(number: number): string {
    return this.#terms[number] ?? ''
  }

  keepIn(dayParts: DayParts | undefined): void {
    if (this.#ofPrompts.size > MOST_PROMPTS) return
    const bytes = this.#ofPrompts.size * BYTES_OF_PROMPT + this.#terms.length * BYTES_OF_TERM
    dayParts?.keep(NAME, { version: '', value: this, bytes })
  }

  #numberOf(term: string): number {
    const known = this.#numbers.get(term)
    if (known !== undefined) return known
    this.#numbers.set(term, this.#terms.length)
    return this.#terms.push(term) - 1
  }
}

const NAME = 'terms of prompts'

/** Those that are remembered, or new ones. */
export function termsKept(dayParts: DayParts | undefined): TermsOfPrompts {
  const kept = dayParts?.find(NAME, '')
  return kept instanceof TermsOfPrompts ? kept : new TermsOfPrompts()
}
