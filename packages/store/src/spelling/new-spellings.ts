import { insertInto } from '../db/insert.js'
import type { Insertion, SqlValue } from '../db/transaction.js'
import { foldNumber } from '../music/fold-number.js'
import { FOLDS } from './spelled.js'

/** Larger than any label's number can be. */
const LABELS = 2 ** 40

const ADD = insertInto('spelling', {
  columns: ['dimension', 'label_id', 'fold'],
  onConflict: 'ON CONFLICT DO NOTHING',
})

/** What the labels of a commit's generations come down to, as far as it may not be stored yet. */
export class NewSpellings {
  readonly #known: Set<number>
  readonly #rows: SqlValue[][] = []

  /** @param known those that are known to be stored; it learns those of this commit */
  constructor(known: Set<number>) {
    this.#known = known
  }

  /** Notes that a generation has a label: a number and text of the dictionary. */
  add(dimension: number, labelId: number, text: string): void {
    const key = dimension * LABELS + labelId
    const fold = FOLDS.get(dimension)
    if (fold === undefined || this.#known.has(key)) return
    this.#known.add(key)
    this.#rows.push([dimension, labelId, foldNumber(fold(text))])
  }

  countOf(dimension: number): number {
    return this.#rows.filter(([own]) => own === dimension).length
  }

  changes(): Insertion {
    return { insert: ADD, rows: this.#rows }
  }
}
