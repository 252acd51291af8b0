import { checkImport } from '@son1k/api'
import type { BatchResult, Event } from '@son1k/contract'
import type { SourceRow } from './source.js'

export type ImportCounts = {
  /** Rows that were read. */
  rows: number
  /** Events that were new; of a dry run, those that are well formed. */
  added: number
  /** Events that were stored before. */
  known: number
  /** Rows that were refused, in whole or in part. */
  refused: number
  /** Rows of kinds that aren't kept. */
  skipped: number
}
export type Refusal = { place: string; problem: string; row: unknown }

/** Stores events of one app. */
export type TakeEvents = (events: Event[]) => Promise<BatchResult>

export type ImportOptions = {
  /** Without it nothing is stored: a dry run. */
  take?: TakeEvents | undefined
  /** Milliseconds UTC: nothing can have happened later. */
  now: number
  onRefused: (refusal: Refusal) => Promise<void>
  onProgress?: (counts: ImportCounts) => void
  /** Asked before each batch: what was stored until then stays. */
  isStopping?: () => boolean
}

const BATCH_EVENTS = 2_000

type Checked = { event: Event; from: SourceRow }

/** Stores what rows come to, in batches: while one is being stored, the next is read. */
export async function importEvents(rows: AsyncIterable<SourceRow>, options: ImportOptions): Promise<ImportCounts> {
  const counts: ImportCounts = { rows: 0, added: 0, known: 0, refused: 0, skipped: 0 }
  const refuse = async ({ place, row }: SourceRow, problem: string) => {
    counts.refused++
    await options.onRefused({ place, problem, row })
  }
  let batch: Checked[] = []
  let storing: Promise<void> = Promise.resolve()
  const flush = async () => {
    await storing
    storing = storeBatch(batch, options, counts, refuse)
    // Its failure is thrown where it is awaited; until then nobody else must hear of it.
    storing.catch(() => {})
    batch = []
    options.onProgress?.(counts)
  }
  for await (const row of rows) {
    counts.rows++
    if ('problem' in row) {
      await refuse(row, row.problem)
      continue
    }
    let isEmpty = true
    for (const candidate of row.events) {
      isEmpty = false
      const checked = checkImport(candidate, { names: row.names, now: options.now })
      if ('message' in checked) {
        await refuse(row, checked.message)
        break
      }
      batch.push({ event: checked.event, from: row })
      if (batch.length >= BATCH_EVENTS) await flush()
    }
    if (isEmpty) counts.skipped++
    if (options.isStopping?.()) break
  }
  await flush()
  await storing
  options.onProgress?.(counts)
  return counts
}

async function storeBatch(
  batch: Checked[],
  { take }: ImportOptions,
  counts: ImportCounts,
  refuse: (row: SourceRow, problem: string) => Promise<void>,
): Promise<void> {
  if (take === undefined) {
    counts.added += batch.length
    return
  }
  if (batch.length === 0) return
  const { accepted, duplicates, rejected } = await take(batch.map(({ event }) => event))
  counts.added += accepted
  counts.known += duplicates
  for (const { index, message } of rejected) {
    const refused = batch[index]
    if (refused !== undefined) await refuse(refused.from, message)
  }
}
