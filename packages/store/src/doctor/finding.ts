/** What to do about a finding: a word for programs, and a sentence for people. */
export const REMEDIES = {
  rebuild: 'Run `son1k-analytics rebuild`.',
  migrate: 'Start the server, or run `son1k-analytics migrate`.',
  upgrade: 'Install the version of this program that wrote it, or a later one.',
  restore: 'Stop the server and run `son1k-analytics restore` with a backup.',
  copy: 'Stop the server, make a copy with `son1k-analytics backup`, and run `son1k-analytics restore` with it.',
  free: 'Free some space on the disk of the database.',
} as const
export type Remedy = keyof typeof REMEDIES

/** The first and the last day, or month, that something is wrong on: `2026-11-24`, `2026-11`. */
export type Days = [first: string, last: string]

/** Something that is not as it should be. */
export type Finding = {
  /** The table it is in; null where it is the file as a whole. */
  table: string | null
  /** Null where it is in no day. Of rows that are wrong by themselves, days of UTC. */
  days: Days | null
  /** How many rows, or places, are wrong. */
  count: number
  /** What is wrong with them, to be read after the count. */
  what: string
  remedy: Remedy
}

/** Those that differ in nothing but where in time they are become one. */
export function mergeFindings(findings: Finding[]): Finding[] {
  const merged = new Map<string, Finding>()
  for (const finding of findings) {
    const key = `${finding.table} ${finding.what}`
    const known = merged.get(key)
    const sum = known && { ...known, count: known.count + finding.count, days: spanOf(known.days, finding.days) }
    merged.set(key, sum ?? finding)
  }
  return [...merged.values()]
}

function spanOf(a: Days | null, b: Days | null): Days | null {
  if (a === null || b === null) return a ?? b
  return [earlier(a[0], b[0]), later(a[1], b[1])]
}

const earlier = (a: string, b: string) => (a.localeCompare(b) < 0 ? a : b)
const later = (a: string, b: string) => (earlier(a, b) === a ? b : a)
