import { type Examination, type FileFacts, type Finding, REMEDIES } from '@son1k/store'
import { bytesInWords } from './bytes-in-words.js'

/** Findings that are listed at most; `--json` has them all. */
const MOST_LISTED = 20

/** What an examination found, for a person: the file, the findings, and what to do about them. */
export function reportOf(url: string, { facts, lockedBy, findings }: Examination): string {
  const lines = [
    url,
    ...(facts === null ? [] : [`  ${describe(facts)}`]),
    ...(lockedBy ? [`  in use by ${lockedBy}`] : []),
  ]
  if (findings.length === 0) return [...lines, 'All is well.'].join('\n')
  lines.push('', ...findings.slice(0, MOST_LISTED).map((finding) => `  ${describeFinding(finding)}`))
  if (findings.length > MOST_LISTED) lines.push(`  and ${findings.length - MOST_LISTED} more: --json lists them all`)
  const remedies = new Set(findings.map(({ remedy }) => REMEDIES[remedy]))
  return [...lines, '', 'What to do:', ...[...remedies].map((remedy) => `  ${remedy}`)].join('\n')
}

const describe = ({ bytes, walBytes, unusedBytes, freeDiskBytes, journalMode }: FileFacts) =>
  `${bytesInWords(bytes)}, of it ${bytesInWords(unusedBytes)} unused; log ${bytesInWords(walBytes)} (${journalMode}); ` +
  `${bytesInWords(freeDiskBytes)} free on its disk`

function describeFinding({ table, days, what, count }: Finding): string {
  const span = days && (days[0] === days[1] ? days[0] : `${days[0]} to ${days[1]}`)
  const where = [table, span].filter((part) => part !== null).join(', ')
  return `${where === '' ? '' : `${where}: `}${what}${count === 1 && table === null ? '' : ` (${count})`}`
}
