import type { PruneProgress, PruneReport } from '@son1k/store'
import { settingsOfProcess } from '../env.js'
import { openDatabase } from './open-database.js'
import { showParts } from './show-parts.js'

const PARTS = {
  events: 'Removing events',
  rollups: 'Removing old sums',
  texts: 'Removing unused texts',
  pages: 'Making the file smaller',
} satisfies Record<PruneProgress['part'], string>

/** Takes away what is older than RETENTION_DAYS, or says what would go. */
export async function prune({ dryRun = false, json = false }: { dryRun?: boolean; json?: boolean }): Promise<void> {
  const settings = settingsOfProcess()
  const { retentionDays } = settings
  const store = await openDatabase(settings)
  const progress = showParts(PARTS)
  let report: PruneReport
  try {
    report = await store.prune({ retentionDays, dryRun, ...(dryRun ? {} : { onProgress: progress.onProgress }) })
  } finally {
    await progress.stop()
    await store.close()
  }
  console.log(
    json ? JSON.stringify({ retentionDays, dryRun, ...report }) : sentenceOf(report, { retentionDays, dryRun }),
  )
}

function sentenceOf(
  report: PruneReport,
  { retentionDays, dryRun }: { retentionDays: number; dryRun: boolean },
): string {
  if (retentionDays === 0 && report.events === 0) return 'RETENTION_DAYS is 0: everything is kept, nothing goes'
  const { days, events, sessions, bytes } = report
  const size = bytes === null ? '' : `, ${dryRun ? 'about ' : ''}${(bytes / 1_000_000).toFixed(1)} MB`
  const what = `${events} events of ${days} days, ${dryRun ? 'up to ' : ''}${sessions} sessions${size}`
  return `Kept are ${retentionDays} days. ${dryRun ? `There would go: ${what}` : `Gone: ${what}`}`
}
