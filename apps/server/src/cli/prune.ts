import type { MaintenanceOutcome } from '@son1k/contract'
import type { PruneProgress } from '@son1k/store'
import { runTask } from './run-task.js'
import { showParts } from './show-parts.js'
import { withAdministration } from './with-administration.js'

type Pruned = Extract<MaintenanceOutcome, { task: 'prune' }>

const PARTS = {
  events: 'Removing events',
  rollups: 'Removing old sums',
  prompts: 'Removing prompts',
  texts: 'Removing unused texts',
  pages: 'Making the file smaller',
} satisfies Record<PruneProgress['part'], string>

/** Takes away what is older than RETENTION_DAYS, and prompts than PROMPT_RETENTION_DAYS, or says what would go. */
export async function prune({ dryRun = false, json = false }: { dryRun?: boolean; json?: boolean }): Promise<void> {
  const progress = showParts(PARTS)
  const { task: _, ...report } = await withAdministration((server) =>
    runTask(server, { task: 'prune', dryRun }, progress.onProgress),
  ).finally(progress.stop)
  console.log(json ? JSON.stringify(report) : sentenceOf(report))
}

function sentenceOf(report: Omit<Pruned, 'task'>): string {
  const { retentionDays, dryRun, days, events, sessions, prompts, promptDays, bytes } = report
  if (retentionDays === 0 && events + prompts + promptDays === 0)
    return 'RETENTION_DAYS is 0: everything is kept, nothing goes'
  const size = bytes === null ? '' : `, ${dryRun ? 'about ' : ''}${(bytes / 1_000_000).toFixed(1)} MB`
  const told =
    prompts + promptDays === 0 ? '' : `, the prompts of ${prompts} other events and in the sums of ${promptDays} days`
  const what = `${events} events of ${days} days, ${dryRun ? 'up to ' : ''}${sessions} sessions${told}${size}`
  return `Kept are ${retentionDays === 0 ? 'all' : retentionDays} days. ${dryRun ? `There would go: ${what}` : `Gone: ${what}`}`
}
