import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Judged } from './judge.js'
import { toMarkdown } from './report.js'
import { ROWS } from './table.js'

const FOLDER = fileURLToPath(new URL('../results/', import.meta.url))

/** What became of a row: its figures, or why there are none. */
export type Outcome = {
  id: string
  /** RFC 3339. */
  measuredAt: string
  size: 'smoke' | 'normal' | 'full'
  rounds: number
  figures: Judged[]
  failure?: string
}

export type Results = { machine: string; outcomes: Outcome[] }

/**
 * Writes `<date>.json` and `latest.md`. What was not measured this time keeps its last outcome, with its date, as long
 * as it is of the same machine.
 * @returns the files' folder
 */
export function record(results: Results): string {
  mkdirSync(FOLDER, { recursive: true })
  const merged = merge(readNewest(), results)
  const date = new Date().toISOString().slice(0, 10)
  writeFileSync(join(FOLDER, `${date}.json`), `${JSON.stringify(merged, null, 2)}\n`)
  writeFileSync(join(FOLDER, 'latest.md'), toMarkdown(merged))
  return FOLDER
}

function merge(earlier: Results | undefined, results: Results): Results {
  if (earlier === undefined || earlier.machine !== results.machine) return results
  const measured = new Set(results.outcomes.map(({ id }) => id))
  const kept = earlier.outcomes.filter(({ id }) => !measured.has(id))
  return { machine: results.machine, outcomes: inOrder([...kept, ...results.outcomes]) }
}

/** Outcomes in the order of the table. */
export const inOrder = (outcomes: Outcome[]): Outcome[] =>
  ROWS.flatMap((row) => outcomes.filter(({ id }) => id === row.id))

function readNewest(): Results | undefined {
  const newest = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .at(-1)
  return newest === undefined ? undefined : asResults(JSON.parse(readFileSync(join(FOLDER, newest), 'utf8')))
}

/** The files in the folder were written by `record`. */
const asResults = (content: unknown) => content as Results
