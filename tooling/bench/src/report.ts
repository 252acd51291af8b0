import Table from 'cli-table3'
import type { Bound } from './bench.js'
import type { Judged, Verdict } from './judge.js'
import type { Outcome, Results } from './record.js'
import { ROWS, type Row } from './table.js'

const VERDICTS: Record<Verdict, string> = { aim: '✔ aim', must: '✔', missed: '✖ missed', shown: '' }
const HEADINGS = ['', 'measured', 'value', 'baseline', 'figure', 'spread', 'must', 'aim', '']

/** The outcomes as a table for a terminal, with what was missed below. */
export function toText({ outcomes, machine }: Results): string {
  const table = new Table({ head: HEADINGS, style: { head: [], border: [] } })
  table.push(...cellsOf(outcomes))
  return [machine, table.toString(), ...summaryOf(outcomes)].join('\n')
}

/** The same for a reader of the repository. */
export function toMarkdown({ outcomes, machine }: Results): string {
  const lines = [
    '# Benchmarks',
    '',
    `\`npm run bench\`, ${machine}. Each figure is the median of rounds that alternate with its baseline on the same machine; the spread is the least and the most of them.`,
    '',
    ...[HEADINGS, HEADINGS.map(() => '---'), ...cellsOf(outcomes)].map((cells) => `| ${cells.join(' | ')} |`),
    '',
    ...summaryOf(outcomes).map((line) => `- ${line}`),
    ...outcomes.map(describeRow),
  ]
  return `${lines.join('\n')}\n`
}

function describeRow({ id, measuredAt, size, rounds }: Outcome): string {
  const row = ROWS.find((row) => row.id === id)
  const how = `${measuredAt.slice(0, 10)}, ${size} size, ${rounds} rounds where figures vary`
  return `- ${id}: ${row?.what}, against ${row?.baseline} (${row?.comparison}; ${how})`
}

function cellsOf(outcomes: Outcome[]): string[][] {
  return ROWS.flatMap((row) => {
    const outcome = outcomes.find(({ id }) => id === row.id)
    if (outcome === undefined) return []
    if (outcome.failure !== undefined)
      return [[row.id, row.what, '', '', 'not run', '', bound(row.must), bound(row.aim), '✖']]
    return outcome.figures.map((judged) => figureCells(row, judged))
  })
}

function figureCells(row: Row, judged: Judged): string[] {
  const { label, unit, value, baseline, figure, least, most, rounds, aim, verdict } = judged
  const spread = rounds.length > 1 ? `${number(least)}–${number(most)}` : ''
  const named = label === '' ? row.what : `${row.what}: ${label}`
  const withUnit = (amount: number) => `${number(amount)} ${unit}`
  return [
    row.id,
    named,
    withUnit(value),
    withUnit(baseline),
    number(figure),
    spread,
    verdict === 'shown' ? '' : bound(row.must),
    verdict === 'shown' ? '' : bound(aim),
    VERDICTS[verdict],
  ]
}

/** What a reader must not overlook. */
function summaryOf(outcomes: Outcome[]): string[] {
  const missed = outcomes.flatMap(({ id, figures }) =>
    figures.filter(({ verdict }) => verdict === 'missed').map(({ label }) => (label === '' ? id : `${id} (${label})`)),
  )
  const failed = outcomes.flatMap(({ id, failure }) =>
    failure === undefined ? [] : [`${id} could not run: ${failure}`],
  )
  const absent = ROWS.filter(({ id }) => !outcomes.some((outcome) => outcome.id === id)).map(({ id }) => id)
  return [
    missed.length === 0 ? 'No must was missed.' : `Missed: ${missed.join(', ')}.`,
    ...failed,
    ...(absent.length === 0 ? [] : [`Not asked for: ${absent.join(', ')}.`]),
  ]
}

const bound = (limit: Bound) => ('atLeast' in limit ? `≥ ${limit.atLeast}` : `≤ ${limit.atMost}`)

/** Three digits that count; large numbers whole. */
const number = (value: number) =>
  value.toLocaleString('en', Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 })
