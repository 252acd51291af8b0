import { settingsOfProcess } from '../env.js'
import { REBUILD_PARTS } from './rebuild-parts.js'
import { runTask } from './run-task.js'
import { showParts } from './show-parts.js'
import { withAdministration } from './with-administration.js'

/** Makes the sums anew from the raw events: all, or those from a day on. */
export async function rebuild({ from, json = false }: { from?: string; json?: boolean }): Promise<void> {
  const { databaseUrl: database } = settingsOfProcess()
  const progress = showParts(REBUILD_PARTS)
  try {
    await withAdministration((server) => runTask(server, { task: 'rebuild', fromDate: from }, progress.onProgress))
  } finally {
    await progress.stop()
  }
  if (json) return console.log(JSON.stringify({ database, from: from ?? null }))
  const since = from === undefined ? '' : ` from ${from} on`
  console.log(`The sums of ${database} are as its events say${since}`)
}
