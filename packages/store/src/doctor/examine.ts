import { LIMITS } from '@son1k/contract/limits'
import { existingFile } from '../db/existing-file.js'
import { withDatabase } from '../db/failure.js'
import { holderOf } from '../db/lock.js'
import { openExaminerPool } from '../threads/roles.js'
import type { FileFacts } from './facts.js'
import { type Finding, mergeFindings } from './finding.js'
import { MISSING_TABLE } from './schema.js'
import { STRUCTURE_STEPS } from './structure.js'

/** How far an examination is: the file as a whole, what its rows refer to, then the rollups, day by day. */
export type ExaminationProgress = { part: 'file' | 'rows' | 'rollups'; done: number; total: number }

export type Examination = {
  /** Null where the file can't be read. */
  facts: FileFacts | null
  /** Who has the database open for writing; null for nobody. */
  lockedBy: string | null
  /** Empty where all is well. */
  findings: Finding[]
}

export type ExamineOptions = {
  /** `file:…` */
  url: string
  /** Leaves out whether each index is as its table: most of the time that the check of the file takes. */
  isQuick?: boolean
  /** As the server has it; by default `LIMITS.labelsPerDay`. */
  labelsPerDay?: number
  onProgress?: (progress: ExaminationProgress) => void
}

/**
 * Examines a database file and changes nothing in it, also while a server works on it: SQLite's own check, what the rows
 * refer to, and the rollups against the raw rows.
 * @throws AnalyticsError `VALIDATION_FAILED` for a remote database; `STORE_UNAVAILABLE` where there is none, or it can't
 * be opened
 */
export async function examine(options: ExamineOptions): Promise<Examination> {
  const { url, isQuick = false, labelsPerDay = LIMITS.labelsPerDay, onProgress = () => undefined } = options
  const path = existingFile(url)
  const lockedBy = await holderOf(path)
  const thread = openExaminerPool({ url })
  const findings: Finding[] = []
  try {
    onProgress({ part: 'file', done: 0, total: 1 })
    findings.push(...(await thread.run('checkFile', isQuick)))
    onProgress({ part: 'file', done: 1, total: 1 })
    // What can't be read can't be examined further.
    if (findings.length > 0) return { facts: null, lockedBy, findings }
    const keeping = await thread.run('keeping', path)
    findings.push(...keeping.findings)
    if (keeping.schema !== 'current') return { facts: keeping.facts, lockedBy, findings }
    findings.push(...(await thread.run('checkSchema', undefined)))
    if (findings.some(({ what }) => what === MISSING_TABLE)) return { facts: keeping.facts, lockedBy, findings }

    const { rows, rollups } = await thread.run('plan', undefined)
    const total = rows.length + STRUCTURE_STEPS
    for (const [index, range] of rows.entries()) {
      findings.push(...(await thread.run('checkRange', range)))
      onProgress({ part: 'rows', done: index + 1, total })
    }
    for (let step = 0; step < STRUCTURE_STEPS; step++) {
      findings.push(...(await thread.run('checkStructure', step)))
      onProgress({ part: 'rows', done: rows.length + step + 1, total })
    }
    const merged = mergeFindings(findings)
    for (const [index, step] of rollups.entries()) {
      merged.push(...(await thread.run('compareBucket', { ...step, labelsPerDay })))
      onProgress({ part: 'rollups', done: index + 1, total: rollups.length })
    }
    return { facts: keeping.facts, lockedBy, findings: merged }
  } catch (error) {
    throw withDatabase(error, url)
  } finally {
    await thread.run('close', undefined)
    await thread.close()
  }
}
