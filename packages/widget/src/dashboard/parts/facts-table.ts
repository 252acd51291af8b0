import type { SummaryPeriod } from '@son1k/contract'
import { cell, type Table } from '../data/table.js'

/** What is read of a period, under the name that a file calls it. */
export type PeriodFact = [name: string, read: (of: SummaryPeriod) => number | null]

/** Numbers of a period beside those of the one before. @param head what they are of, and what the periods are called */
export const factsTable =
  (head: [string, string, string], facts: PeriodFact[]) =>
  (now: SummaryPeriod, before: SummaryPeriod | undefined): Table => ({
    head,
    rows: facts.map(([name, read]) => [cell(name), cell(read(now)), cell(before && read(before))]),
  })
