import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import type { Bench, Figure } from './bench.js'
import { judge } from './judge.js'
import { describeMachine } from './machine.js'
import { createProgress } from './progress.js'
import { inOrder, type Outcome, record } from './record.js'
import { toText } from './report.js'
import { sizesOf } from './sizes.js'
import { MEASUREMENTS, type Row, selectRows } from './table.js'

type Options = { only: string[]; rounds: number; full?: true; smoke?: true }

const program = new Command('npm run bench --')
  .description('Measures the built server and widget, each figure against a baseline that runs in the same minute.')
  .addOption(
    new Option('--only <names>', 'rows or groups, such as I1,Q or ingest').argParser(readNames).default([], 'all'),
  )
  .option('--rounds <count>', 'how often each side is measured', readRounds, 5)
  .option('--full', 'the largest sizes (10 million events)')
  .option('--smoke', 'tiny sizes, to see that all run; nothing is recorded')
  .parse()

process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))
process.exitCode = await run(program.opts<Options>())

async function run(options: Options): Promise<number> {
  const startedAt = performance.now()
  const rows = selectRows(options.only)
  const size = options.smoke ? 'smoke' : options.full ? 'full' : 'normal'
  const folder = mkdtempSync(join(tmpdir(), 'son1k-bench-run-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }))
  const bench: Bench = {
    rounds: options.rounds,
    sizes: sizesOf(size),
    progress: createProgress(),
    makeFolder: () => mkdtempSync(join(folder, 'data-')),
    cacheFolder: join(tmpdir(), 'son1k-bench-cache'),
    dataEndsAt: new Date().setUTCHours(0, 0, 0, 0),
  }

  const outcomes: Outcome[] = []
  for (const { rows: ids, measure } of MEASUREMENTS) {
    const asked = rows.filter(({ id }) => ids.includes(id))
    if (asked.length === 0) continue
    const found = await measure(bench).catch((error: unknown) => describe(error))
    const measuredAt = new Date().toISOString()
    for (const row of asked)
      outcomes.push({ id: row.id, measuredAt, size, rounds: bench.rounds, ...judgeRow(row, found) })
  }

  const results = { machine: describeMachine(), outcomes: inOrder(outcomes) }
  console.log(toText(results))
  if (size !== 'smoke') console.log(`Recorded in ${record(results)}`)
  console.log(`It took ${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes.`)
  const isGood = ({ figures, failure }: Outcome) =>
    failure === undefined && figures.every(({ verdict }) => verdict !== 'missed')
  return outcomes.every(isGood) ? 0 : 1
}

/** @param found the figures of a measurement, or why there are none */
function judgeRow(row: Row, found: Figure[] | string) {
  if (typeof found === 'string') return { figures: [], failure: found }
  return { figures: found.filter((figure) => figure.row === row.id).map((figure) => judge(row, figure)) }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function readRounds(text: string): number {
  const rounds = Number(text)
  if (Number.isInteger(rounds) && rounds > 0) return rounds
  throw new InvalidArgumentError('must be a whole number above 0')
}

function readNames(text: string): string[] {
  const names = text.split(',')
  try {
    selectRows(names)
    return names
  } catch (error) {
    throw new InvalidArgumentError(describe(error))
  }
}
